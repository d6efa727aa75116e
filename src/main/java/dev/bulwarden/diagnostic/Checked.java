package dev.bulwarden.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The result of reading something a user or a host wrote: a value with warnings, or every error at once.
 *
 * @param <T> the value read
 */
public sealed interface Checked<T> {
    /** Warnings of an accepted value, or errors (and warnings) of a rejected one. */
    List<Diagnostic> diagnostics();

    /** It can be used; the diagnostics hold no error. */
    record Accepted<T>(T value, List<Diagnostic> diagnostics) implements Checked<T> {
        public Accepted {
            diagnostics = List.copyOf(diagnostics);
            if (diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR)) {
                throw new IllegalArgumentException("accepted with errors: " + diagnostics);
            }
        }
    }

    /** It cannot be used; the diagnostics hold at least one error. */
    record Rejected<T>(List<Diagnostic> diagnostics) implements Checked<T> {
        public Rejected {
            diagnostics = List.copyOf(diagnostics);
            if (diagnostics.stream().noneMatch(d -> d.severity() == Severity.ERROR)) {
                throw new IllegalArgumentException("rejected without an error: " + diagnostics);
            }
        }
    }

    static <T> Checked<T> accepted(T value) {
        return new Accepted<>(value, List.of());
    }

    static <T> Checked<T> rejected(Diagnostic why) {
        return new Rejected<>(List.of(why));
    }

    /** Accepted when the diagnostics hold no error, else rejected. */
    static <T> Checked<T> of(T value, List<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR)
                ? new Rejected<>(diagnostics)
                : new Accepted<>(value, diagnostics);
    }

    /** Continues with an accepted value; the diagnostics of both steps are kept. */
    default <U> Checked<U> then(Function<? super T, Checked<U>> next) {
        return switch (this) {
            case Rejected<T>(var why) -> new Rejected<>(why);
            case Accepted<T>(var value, var before) -> {
                Checked<U> result = next.apply(value);
                var all = new ArrayList<>(before);
                all.addAll(result.diagnostics());
                yield switch (result) {
                    case Accepted<U>(var u, var _) -> new Accepted<>(u, all);
                    case Rejected<U> _ -> new Rejected<>(all);
                };
            }
        };
    }
}
