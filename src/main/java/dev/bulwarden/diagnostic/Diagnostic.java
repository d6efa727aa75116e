package dev.bulwarden.diagnostic;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing a user should know, in one line: what is wrong, where, and what to do.
 *
 * @param severity how bad
 * @param message what is wrong, one sentence without a final full stop; never contains a secret
 * @param place where, if it has a place
 * @param remedy what to do about it, if we know
 */
public record Diagnostic(Severity severity, String message, Optional<Place> place, Optional<String> remedy) {
    public Diagnostic {
        Objects.requireNonNull(severity, "severity is null");
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(place, "place is null");
        Objects.requireNonNull(remedy, "remedy is null");
    }

    public static Diagnostic error(String message) {
        return new Diagnostic(Severity.ERROR, message, Optional.empty(), Optional.empty());
    }

    public static Diagnostic error(Place place, String message) {
        return new Diagnostic(Severity.ERROR, message, Optional.of(place), Optional.empty());
    }

    public static Diagnostic warning(String message) {
        return new Diagnostic(Severity.WARNING, message, Optional.empty(), Optional.empty());
    }

    public static Diagnostic warning(Place place, String message) {
        return new Diagnostic(Severity.WARNING, message, Optional.of(place), Optional.empty());
    }

    /** In the order of their places, those without a place first; of two that say the same, one. */
    public static List<Diagnostic> inFileOrder(List<Diagnostic> diagnostics) {
        return diagnostics.stream().distinct().sorted(Comparator.comparing(
                d -> d.place().orElse(Place.file("")), Place.IN_FILE_ORDER)).toList();
    }

    /** The same with a remedy: an imperative phrase such as {@code "write MaxAuthTries 3"}. */
    public Diagnostic remedy(String text) {
        return new Diagnostic(severity, message, place, Optional.of(text));
    }

    /** {@code place: message (remedy)}; the severity is the view's to show. */
    @Override
    public String toString() {
        return place.map(p -> p + ": ").orElse("") + message + remedy.map(r -> " (" + r + ")").orElse("");
    }
}
