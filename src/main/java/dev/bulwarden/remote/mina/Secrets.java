package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Secrets from the terminal, the environment, a file descriptor or a program; each asked for once and kept until closed. Safe for many
 * threads: one is asked for at a time, so that prompts never mix.
 */
public final class Secrets implements SecretReader, AutoCloseable {
    private static final int LONGEST = 4096;
    private static final int SECONDS = 60;

    /** Asks a person. */
    @FunctionalInterface
    public interface Prompt {
        /**
         * Shows the question and reads a line without echo.
         *
         * @return null if there is no terminal, or the input has ended
         */
        char @Nullable [] ask(String question);
    }

    private record Key(Secret secret, String purpose) {}

    private final Prompt prompt;
    private final Map<String, String> environment;
    private final Map<Key, char[]> values = new HashMap<>();

    /**
     * @param environment the controller's environment variables
     */
    public Secrets(Prompt prompt, Map<String, String> environment) {
        this.prompt = prompt;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public synchronized char[] read(Secret secret, String purpose) throws Unavailable, InterruptedException {
        Key key = key(secret, purpose);
        char[] before = values.get(key);
        if (before != null) {
            return before.clone();
        }
        char[] value = switch (secret) {
            case Secret.Prompt _ -> prompted(purpose);
            case Secret.Environment(var name) -> variable(name, purpose);
            case Secret.FileDescriptor(var number) -> descriptor(number, purpose);
            case Secret.Program(var argv) -> program(argv, purpose);
        };
        values.put(key, value);
        return value.clone();
    }

    /** A prompt is one for each purpose; every other secret is the same whatever it is for, and a descriptor can be read only once. */
    private static Key key(Secret secret, String purpose) {
        return new Key(secret, secret instanceof Secret.Prompt ? purpose : "");
    }

    private char[] prompted(String purpose) throws Unavailable {
        char[] value = prompt.ask(purpose + ": ");
        if (value == null) {
            throw unavailable(purpose, "it should be typed, but there is no terminal",
                    "use {env: …}, {fd: …} or {command: […]} instead of {prompt: true}");
        }
        return value;
    }

    private char[] variable(String name, String purpose) throws Unavailable {
        String value = environment.get(name);
        if (value == null) {
            throw unavailable(purpose, "the environment variable " + name + " is not set", "set it");
        }
        return value.toCharArray();
    }

    private static char[] descriptor(int number, String purpose) throws Unavailable {
        try (InputStream in = Files.newInputStream(Path.of("/dev/fd/" + number))) {
            return firstLine(in.readNBytes(LONGEST), purpose);
        } catch (IOException e) {
            throw unavailable(purpose, "file descriptor " + number + " cannot be read: " + Causes.words(e),
                    "open it: " + number + "</path/to/file");
        }
    }

    private static char[] program(List<String> argv, String purpose) throws Unavailable, InterruptedException {
        if (argv.isEmpty()) {
            throw unavailable(purpose, "its command is empty", "name a program");
        }
        String name = Clean.line(argv.getFirst());
        Process process;
        try {
            process = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        } catch (IOException _) {
            throw unavailable(purpose, "the program " + name + " cannot be started", "check its path and mode");
        }
        try (InputStream in = process.getInputStream()) {
            byte[] bytes = in.readNBytes(LONGEST);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                Arrays.fill(bytes, (byte) 0);
                throw unavailable(purpose, "the program " + name + " failed", "run it by hand to see why");
            }
            return firstLine(bytes, purpose);
        } catch (IOException e) {
            throw unavailable(purpose, "the program " + name + " failed: " + Causes.words(e),
                    "run it by hand to see why");
        } finally {
            process.destroy();
        }
    }

    private static char[] firstLine(byte[] bytes, String purpose) throws Unavailable {
        var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        Arrays.fill(bytes, (byte) 0);
        char[] line = new char[decoded.length()];
        int length = 0;
        while (length < line.length && decoded.charAt(length) != '\n') {
            line[length] = decoded.charAt(length);
            length++;
        }
        char[] value = Arrays.copyOf(line, length > 0 && line[length - 1] == '\r' ? length - 1 : length);
        Arrays.fill(line, '\0');
        if (decoded.hasArray()) {
            Arrays.fill(decoded.array(), '\0');
        }
        if (value.length == 0) {
            throw unavailable(purpose, "what was read is empty", "check where it comes from");
        }
        return value;
    }

    private static Unavailable unavailable(String purpose, String why, String remedy) {
        return new Unavailable(Diagnostic.error("no " + purpose + ": " + why).remedy(remedy));
    }

    /** Overwrites every value. */
    @Override
    public synchronized void close() {
        values.values().forEach(value -> Arrays.fill(value, '\0'));
        values.clear();
    }
}
