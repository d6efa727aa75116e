package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.command.Command;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.Staging;
import dev.bulwarden.fact.Ways.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where sshd is rehearsed: a script that becomes sshd on its own input and output, over a host as it would be.
 *
 * @param sshd absolute path of the program
 * @param options the daemon's own
 * @param staging what is shown in place of what is
 * @param way what surrounds it
 * @param from a private network with a listener, in which the login has its true address; empty: it comes from nowhere
 */
record Stage(String sshd, Daemon.Options options, Staging staging, Way way, Optional<From> from) {
    /** The host kills a rehearsal after that long. */
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Command.Limits LIMITS = new Command.Limits(LIMIT.plusSeconds(5), 1 << 16);
    private static final String OUTER = read("rehearse.sh");
    private static final String INNER = Staging.script() + read("trial.sh");

    /**
     * A way through the network.
     *
     * @param peer where the login comes from; numeric
     * @param reached the host's address it comes to
     * @param others more addresses of the host, for its listeners
     */
    record From(String peer, String reached, int port, List<String> others) {
        From {
            others = List.copyOf(others);
        }

        /** Addresses the daemon will listen on, but for those that mean any. */
        static List<String> listeners(Expectation expectation) {
            return expectation.listens().stream().map(l -> l.substring(0, Math.max(0, l.lastIndexOf(':'))))
                    .map(a -> a.startsWith("[") ? a.substring(1, a.length() - 1) : a)
                    .filter(a -> a.matches("[0-9a-fA-F.:]+") && !a.equals("0.0.0.0") && !a.equals("::")).distinct()
                    .toList();
        }
    }

    /** The sh text that runs as root on the host; what runs inside the namespaces travels as data. */
    static String text() {
        return OUTER;
    }

    /** The sh text that runs inside the namespaces. */
    static String inner() {
        return INNER;
    }

    Command command() {
        String program = encode(sshd) + "\n" + encode(String.join("\n", options.arguments())) + "\n";
        String seconds = " " + LIMIT.toSeconds();
        String data = switch (way) {
            case UNIT -> "unit" + seconds + inside(program);
            case FORK -> "fork" + seconds + inside(program);
            case NONE -> "pipe" + seconds + "\n" + program + encode(mainFile()) + "\n";
        };
        return new Command("rehearsal", OUTER, data, LIMITS);
    }

    private String inside(String program) {
        String where = from.map(f -> "from " + f.peer() + " to " + f.reached() + " " + f.port() + " "
                + String.join(" ", f.others())).orElse("here").strip();
        return (from.isPresent() ? " private " : " shared ") + INNER.length() + "\n" + INNER + program + where + "\n"
                + staging.data();
    }

    private String mainFile() {
        return staging.files().stream().filter(f -> f.path().equals(options.config()))
                .flatMap(f -> f.bytes().stream()).findFirst().orElse("");
    }

    private static String encode(String latin1) {
        return Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Stage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
