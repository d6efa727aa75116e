package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.report.Style;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;

/**
 * Where the program speaks: results on {@code out}, everything else on {@code err}.
 *
 * @param out results only, so that they can be piped
 * @param err progress, diagnostics, questions
 * @param style how results may look
 * @param interactive a person sits at it: progress is redrawn and questions may be asked
 */
record Console(PrintWriter out, PrintWriter err, Style style, boolean interactive) {
    Console {
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(err, "err is null");
        Objects.requireNonNull(style, "style is null");
    }

    /** The console of this process. Colour needs a terminal and no {@code NO_COLOR}. */
    static Console ofProcess() {
        java.io.Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        String noColor = System.getenv("NO_COLOR");
        boolean colour = terminal && (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return new Console(new PrintWriter(System.out, false, java.nio.charset.StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8), new Style(colour),
                terminal);
    }

    /** Shows diagnostics, worst first kept in their order, one line each. */
    void show(List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            err.println(style.diagnostic(diagnostic));
        }
        err.flush();
    }

    /** Asks a person; anything but {@code y} or {@code yes} is no. Only where {@link #interactive}. */
    boolean yes(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        java.io.Console terminal = System.console();
        String answer = terminal == null ? null : terminal.readLine();
        return answer != null && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }

    /** True if any of them is an error. */
    static boolean anyError(List<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
