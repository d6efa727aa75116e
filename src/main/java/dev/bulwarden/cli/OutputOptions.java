package dev.bulwarden.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.bulwarden.report.ExitCode;
import dev.bulwarden.report.Report;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How a command shows its result. */
final class OutputOptions {
    /** Who reads the result. */
    enum Format {
        /** A person. */
        TEXT,
        /** A program. */
        JSON
    }

    @Option(names = "--format", paramLabel = "text|json", description = "default: ${DEFAULT-VALUE}")
    Format format = Format.TEXT;

    @Option(names = "--strict", description = "warnings make the exit code 5")
    boolean strict;

    @Option(names = "-v", description = "log what is done on which host, to standard error; -vv: more")
    boolean[] verbose = {};

    boolean json() {
        return format == Format.JSON;
    }

    /** Sets up logging for {@code -v}; before anything else. */
    void begin() {
        if (verbose.length > 0 && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("dev.bulwarden").setLevel(verbose.length == 1 ? Level.INFO : Level.DEBUG);
        }
    }

    /** Prints a result and gives the exit code. */
    int end(Console console, Report report) {
        console.out().print(json() ? report.json().toPrettyString() + "\n" : report.text(console.style()));
        console.out().flush();
        ExitCode code = report.exitCode();
        if (strict && report.warned()) {
            code = ExitCode.worst(java.util.List.of(code, ExitCode.REFUSED));
        }
        return code.number();
    }
}
