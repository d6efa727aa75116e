package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Secret;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Secrets from the terminal, the environment, a file descriptor or a program; each asked for once, and kept until closed, whether it could
 * be had or not. Safe for many threads: prompts come one at a time, and who waits for one secret holds up nobody who needs another.
 */
public final class Secrets implements SecretReader {
    private static final int LONGEST = 4096;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Asks a person. */
    @FunctionalInterface
    public interface Prompt {
        /**
         * Shows the question and reads a line without echo.
         *
         * @return null if there is no terminal, or the input has ended
         */
        char @Nullable [] ask(String question) throws InterruptedException;
    }

    private record Key(Secret secret, String purpose) {}

    /** One secret: who holds its lock reads it, the others wait for what comes of that. */
    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private char @Nullable [] value;
        private @Nullable Unavailable failure;
        private boolean wiped;
    }

    private final Prompt prompt;
    private final Map<String, String> environment;
    private final Duration limit;
    private final ReentrantLock terminal = new ReentrantLock();
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    /**
     * @param environment the controller's environment variables
     */
    public Secrets(Prompt prompt, Map<String, String> environment) {
        this(prompt, environment, LIMIT);
    }

    /**
     * @param limit how long a program or a file descriptor may take; then a program is killed
     */
    Secrets(Prompt prompt, Map<String, String> environment, Duration limit) {
        this.prompt = prompt;
        this.environment = Map.copyOf(environment);
        this.limit = limit;
    }

    @Override
    public char[] read(Secret secret, String purpose) throws Unavailable, InterruptedException {
        Entry entry = entries.computeIfAbsent(key(secret, purpose), _ -> new Entry());
        entry.lock.lockInterruptibly();
        try {
            if (entry.wiped) {
                throw new IllegalStateException("secrets are read after they were closed");
            }
            if (entry.failure != null) {
                throw entry.failure;
            }
            if (entry.value == null) {
                entry.value = fresh(secret, purpose);
            }
            return entry.value.clone();
        } catch (Unavailable e) {
            entry.failure = e;
            throw e;
        } finally {
            entry.lock.unlock();
        }
    }

    private char[] fresh(Secret secret, String purpose) throws Unavailable, InterruptedException {
        return switch (secret) {
            case Secret.Prompt _ -> prompted(purpose);
            case Secret.Environment(var name) -> variable(name, purpose);
            case Secret.FileDescriptor(var number) -> descriptor(number, purpose);
            case Secret.Program(var argv) -> program(argv, purpose);
        };
    }

    /** A prompt is one for each purpose; every other secret is the same whatever it is for, and a descriptor can be read only once. */
    private static Key key(Secret secret, String purpose) {
        return new Key(secret, secret instanceof Secret.Prompt ? purpose : "");
    }

    private char[] prompted(String purpose) throws Unavailable, InterruptedException {
        char[] value;
        terminal.lockInterruptibly();
        try {
            value = prompt.ask(purpose + ": ");
        } finally {
            terminal.unlock();
        }
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

    private char[] descriptor(int number, String purpose) throws Unavailable, InterruptedException {
        try {
            // Closed by its reader: closing it here would wait for a read that nothing ends.
            Future<byte[]> said = beginning(new FileInputStream("/dev/fd/" + number));
            return firstLine(said.get(limit.toMillis(), TimeUnit.MILLISECONDS), purpose);
        } catch (IOException | ExecutionException e) {
            throw unavailable(purpose, "file descriptor " + number + " cannot be read: " + Causes.words(cause(e)),
                    "open it: " + number + "</path/to/file");
        } catch (TimeoutException _) {
            throw unavailable(purpose, "nothing came from file descriptor " + number + " within " + limit.toSeconds()
                    + " s", "write one line to it before the program is started");
        }
    }

    private char[] program(List<String> argv, String purpose) throws Unavailable, InterruptedException {
        if (argv.isEmpty()) {
            throw unavailable(purpose, "its command is empty", "name a program");
        }
        String name = "the program " + Clean.line(argv.getFirst());
        Process process;
        try {
            process = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        } catch (IOException _) {
            throw unavailable(purpose, name + " cannot be started", "check its path and mode");
        }
        try {
            Future<byte[]> said = beginning(process.getInputStream());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable(purpose, name + " did not end within " + limit.toSeconds() + " s and was killed",
                        "run it by hand to see what it waits for");
            }
            if (process.exitValue() != 0) {
                throw unavailable(purpose, name + " failed with exit status " + process.exitValue(),
                        "run it by hand to see why");
            }
            return firstLine(said.get(limit.toMillis(), TimeUnit.MILLISECONDS), purpose);
        } catch (ExecutionException e) {
            throw unavailable(purpose, "the output of " + name + " cannot be read: " + Causes.words(cause(e)),
                    "run it by hand to see why");
        } catch (TimeoutException _) {
            throw unavailable(purpose, name + " ended, but something it started keeps its output open",
                    "let it print one line and end");
        } finally {
            kill(process);
        }
    }

    /** With all it has started: a shell's child would go on waiting. */
    private static void kill(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Throwable cause(Exception e) {
        Throwable cause = e.getCause();
        return e instanceof ExecutionException && cause != null ? cause : e;
    }

    /**
     * What a stream begins with: its first line and what came along with it, at most {@value #LONGEST} bytes. Read on a thread of its own,
     * as neither a pipe nor a terminal ends because somebody is tired of waiting. The rest is read and thrown away, so that who writes
     * more than a line is not stopped by a broken pipe.
     */
    private static Future<byte[]> beginning(InputStream in) {
        var beginning = new CompletableFuture<byte[]>();
        Thread.ofVirtual().name("secret").start(() -> {
            byte[] buffer = new byte[LONGEST];
            int length = 0;
            try (in) {
                for (int count = 0; count >= 0;) {
                    if (length == LONGEST || hasLineEnd(buffer, length)) {
                        beginning.complete(Arrays.copyOf(buffer, length));
                        length = 0;
                    }
                    count = in.read(buffer, length, LONGEST - length);
                    length += Math.max(0, count);
                }
                beginning.complete(Arrays.copyOf(buffer, length));
            } catch (IOException e) {
                beginning.completeExceptionally(e);
            } finally {
                Arrays.fill(buffer, (byte) 0);
            }
        });
        return beginning;
    }

    private static boolean hasLineEnd(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
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

    /** Overwrites every value. Nothing can be read afterwards. */
    @Override
    public void close() {
        for (Entry entry : entries.values()) {
            entry.lock.lock();
            try {
                entry.wiped = true;
                if (entry.value != null) {
                    Arrays.fill(entry.value, '\0');
                }
                entry.value = null;
            } finally {
                entry.lock.unlock();
            }
        }
    }
}
