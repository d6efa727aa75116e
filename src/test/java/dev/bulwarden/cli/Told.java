package dev.bulwarden.cli;

import dev.bulwarden.report.Style;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a run of the program told.
 *
 * @param code exit code
 */
record Told(int code, String out, String err) {
    /** Runs the program as a user without a terminal would. */
    static Told by(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Bulwarden.run(new Console(new PrintWriter(out), new PrintWriter(err), Style.PLAIN, false),
                arguments);
        return new Told(code, out.toString(), err.toString());
    }
}
