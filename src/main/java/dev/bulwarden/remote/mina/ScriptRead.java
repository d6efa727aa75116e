package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a file as root by a script. */
final class ScriptRead {
    private static final String SCRIPT = script();

    private ScriptRead() {}

    static String read(Remote remote, String path, int limit) throws RemoteFailure, InterruptedException {
        var limits = new Command.Limits(Duration.ofSeconds(60), limit);
        Output output = remote.run(new Command("fetch", SCRIPT, octal(path) + "\n" + limit + "\n", limits));
        String where = remote.link().address() + ":" + Clean.line(path);
        return switch (output.status()) {
            case 0 -> output.out();
            case 3 -> throw tooLong(remote, path, limit);
            default -> throw new RemoteFailure.NotPermitted(
                    Diagnostic.error("cannot read " + where + ": " + Clean.line(output.err())));
        };
    }

    static RemoteFailure tooLong(Remote remote, String path, int limit) {
        String where = remote.link().address() + ":" + Clean.line(path);
        return new RemoteFailure.LinkLost(Diagnostic.error(where + " is longer than " + limit + " bytes"), null);
    }

    /** Every byte as {@code \0ooo}, for printf %b: a path may hold any byte but NUL. */
    private static String octal(String path) {
        StringBuilder text = new StringBuilder();
        path.chars().forEach(c -> text.append(String.format("\\0%03o", c)));
        return text.toString();
    }

    private static String script() {
        try (InputStream in = ScriptRead.class.getResourceAsStream("fetch.sh")) {
            if (in == null) {
                throw new IllegalStateException("fetch.sh is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException("fetch.sh cannot be read", e);
        }
    }
}
