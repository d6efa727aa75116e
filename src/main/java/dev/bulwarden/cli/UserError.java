package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.report.ExitCode;
import java.util.List;

/** The user's input cannot be worked with; the diagnostics say why, and no stack trace is wanted. */
final class UserError extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<Diagnostic> diagnostics;
    private final ExitCode exitCode;

    UserError(List<Diagnostic> diagnostics) {
        this(ExitCode.ERROR, diagnostics);
    }

    UserError(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    UserError(ExitCode exitCode, List<Diagnostic> diagnostics) {
        super(diagnostics.toString());
        this.diagnostics = List.copyOf(diagnostics);
        this.exitCode = exitCode;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
