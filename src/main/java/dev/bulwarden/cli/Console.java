package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fleet.StopRequest;
import dev.bulwarden.fleet.StopRequest.Stage;
import dev.bulwarden.report.Style;
import dev.bulwarden.report.TerminalOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the program speaks, results on {@code out} and everything else on {@code err}, and where it hears what a person wants.
 *
 * @param out results only, so that they can be piped
 * @param err progress, diagnostics, questions
 * @param style how results may look
 * @param interactive a person sits at it: progress is redrawn and questions may be asked
 * @param stop whether somebody wants a run to end
 */
record Console(PrintWriter out, PrintWriter err, Style style, boolean interactive, StopRequest stop) {
    Console(PrintWriter out, PrintWriter err, Style style, boolean interactive) {
        this(out, err, style, interactive, new StopRequest());
    }

    Console {
        Objects.requireNonNull(stop, "stop is null");
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(err, "err is null");
        Objects.requireNonNull(style, "style is null");
    }

    /** The console of this process; from now on all that the process prints is cleaned. Colour needs a terminal and no {@code NO_COLOR}. */
    static Console ofProcess() {
        java.io.Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        String noColor = System.getenv("NO_COLOR");
        boolean colour = terminal && (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        System.setOut(cleaned(FileDescriptor.out));
        System.setErr(cleaned(FileDescriptor.err));
        return on(System.out, System.err, new Style(colour), terminal);
    }

    /** A console on two streams, which are to clean what they are given. */
    static Console on(OutputStream out, OutputStream err, Style style, boolean interactive) {
        return new Console(new PrintWriter(out, false, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8), style, interactive);
    }

    /** Where logs, stack traces and whatever else prints go, too. */
    private static PrintStream cleaned(FileDescriptor stream) {
        return new PrintStream(new TerminalOutput(new FileOutputStream(stream)), true, StandardCharsets.UTF_8);
    }

    /** Shows diagnostics, worst first kept in their order, one line each. */
    void show(List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            err.println(style.diagnostic(diagnostic));
        }
        err.flush();
    }

    /**
     * Asks a person; anything but {@code y} or {@code yes} is no. Only where {@link #interactive}.
     *
     * @throws InterruptedException if this thread is interrupted, or somebody asks to {@link #stop} meanwhile
     */
    boolean yes(String question) throws InterruptedException {
        err.print(question + " [y/N] ");
        err.flush();
        String answer = answer(() -> {
            java.io.Console terminal = System.console();
            return terminal == null ? null : terminal.readLine();
        }).orElse("").strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    /** The same, where a wish to stop is a no. */
    boolean agrees(String question) {
        try {
            return yes(question);
        } catch (InterruptedException _) {
            err.println();
            return false;
        }
    }

    /** What is read, without this thread being held up by it: a read from a terminal knows no interrupt. Empty: the input has ended. */
    <T> Optional<T> answer(Supplier<@Nullable T> read) throws InterruptedException {
        CompletableFuture<Optional<T>> answer = begun(read);
        try (var _ = stop.heard(() -> answer.complete(Optional.empty()))) {
            if (stop.stage() == Stage.NONE) {
                Optional<T> said = ended(answer);
                if (stop.stage() == Stage.NONE) {
                    return said;
                }
            }
        }
        throw new InterruptedException(stop.why().orElse("stopped"));
    }

    /** The same, for threads that are interrupted when somebody asks to stop. */
    static <T> Optional<T> reading(Supplier<@Nullable T> read) throws InterruptedException {
        return ended(begun(read));
    }

    private static <T> CompletableFuture<Optional<T>> begun(Supplier<@Nullable T> read) {
        return new CompletableFuture<Optional<T>>().completeAsync(() -> Optional.ofNullable(read.get()),
                reading -> Thread.ofPlatform().daemon().name("answer").start(reading));
    }

    private static <T> Optional<T> ended(CompletableFuture<Optional<T>> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOError) {
                return Optional.empty(); // the terminal is gone
            }
            throw new IllegalStateException("what was typed cannot be read", e);
        }
    }

    /** True if any of them is an error. */
    static boolean anyError(List<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
