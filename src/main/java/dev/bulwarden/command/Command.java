package dev.bulwarden.command;

import java.time.Duration;
import java.util.Objects;

/**
 * One POSIX sh script to run as one exec, with the data it reads.
 *
 * <p>Values never become shell text: they are lines of {@code data}, which the script's {@code main} function reads from its standard
 * input. The transport sends the script, then the data as a quoted here-document with a random delimiter, to a bare {@code sh}; what the
 * script prints is framed by a random token, so that start-up files of any login shell do no harm.
 *
 * @param name what the command is called in logs, such as {@code survey}
 * @param script sh text that defines a function {@code main} and runs nothing by itself
 * @param data lines for main's standard input, ASCII without NUL, each ended by a newline; may be empty
 * @param limits how long and how much
 */
public record Command(String name, String script, String data, Limits limits) {
    /**
     * How long a script may run and how much it may print.
     *
     * @param time after which the host itself kills the script, and the caller gives up a little later
     * @param outputBytes the most that is kept of standard output, and a tenth of it of standard error; more is a failure
     */
    public record Limits(Duration time, int outputBytes) {
        /** 60 seconds and 16 MiB. */
        public static final Limits USUAL = new Limits(Duration.ofSeconds(60), 16 << 20);
    }

    public Command {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(limits, "limits is null");
        if (!script.endsWith("\n")) {
            throw new IllegalArgumentException(name + ": script does not end in a newline");
        }
        if (!data.isEmpty() && !data.endsWith("\n")) {
            throw new IllegalArgumentException(name + ": data does not end in a newline");
        }
        if (data.chars().anyMatch(c -> c == 0 || c > 126)) {
            throw new IllegalArgumentException(name + ": data is not plain ASCII; encode it");
        }
    }

    /** The name only: data may hold what a log must not. */
    @Override
    public String toString() {
        return "Command[" + name + "]";
    }
}
