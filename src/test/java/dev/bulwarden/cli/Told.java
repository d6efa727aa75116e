package dev.bulwarden.cli;

import dev.bulwarden.report.Style;
import dev.bulwarden.report.TerminalOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a run of the program told.
 *
 * @param code exit code
 */
record Told(int code, String out, String err) {
    /** Runs the program as a user without a terminal would. */
    static Told by(String... arguments) {
        return by(Style.PLAIN, arguments);
    }

    /** The same in colour; both streams are cleaned as those of the process are. */
    static Told by(Style style, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Bulwarden.run(Console.on(new TerminalOutput(out), new TerminalOutput(err), style, false), arguments);
        return new Told(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
