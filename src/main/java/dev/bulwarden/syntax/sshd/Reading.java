package dev.bulwarden.syntax.sshd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sshd makes of one directive's arguments.
 *
 * @param parts values as {@code sshd -T} prints them, by the part of the setting they are for; most settings have one part, named {@code ""}
 * @param problem why sshd refuses the line; empty: it takes it
 */
record Reading(Map<String, List<String>> parts, Optional<String> problem) {
    Reading {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        parts.forEach((part, values) -> copy.put(part, List.copyOf(values)));
        parts = java.util.Collections.unmodifiableMap(copy);
    }

    static Reading of(String value) {
        return of(List.of(value));
    }

    static Reading of(List<String> values) {
        return new Reading(Map.of("", values), Optional.empty());
    }

    static Reading of(Map<String, List<String>> parts) {
        return new Reading(parts, Optional.empty());
    }

    static Reading nothing() {
        return new Reading(Map.of(), Optional.empty());
    }

    static Reading refused(String why) {
        return new Reading(Map.of(), Optional.of(why));
    }

    /** Reads a directive's arguments as a release does. */
    static Reading read(Dialect dialect, Keyword keyword, String raw) {
        if (!keyword.live(dialect)) {
            boolean bare = raw.isEmpty() && dialect.splitsLikeAShell();
            return bare ? refused(keyword + " has no value") : nothing();
        }
        Arguments arguments = Arguments.of(dialect, raw);
        if (dialect.splitsLikeAShell() && raw.isEmpty()) {
            return refused(keyword + " has no value");
        }
        if (dialect.splitsLikeAShell() && arguments.broken()) {
            return refused(keyword + " has a quote that is not closed");
        }
        return switch (keyword.shape()) {
            case Shape.One one -> single(dialect, keyword, one, arguments);
            case Shape.Whole whole -> WholeLine.read(keyword, whole, raw);
            case Shape.Many many -> Lists.read(dialect, keyword, many, arguments);
            case Shape.Compound compound -> Compounds.read(dialect, keyword, compound, arguments);
            case Shape.Structure.RDOMAIN -> refused("RDomain is not supported on Linux");
            case Shape.Structure _ -> nothing();
        };
    }

    private static Reading single(Dialect dialect, Keyword keyword, Shape.One shape, Arguments arguments) {
        List<String> words = arguments.words();
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            return refused(keyword + " has no value");
        }
        if (arguments.words().size() > 1 && !(words.get(1).isEmpty() && !dialect.splitsLikeAShell())) {
            return refused(keyword + " takes one value, not " + words.size());
        }
        return Singles.read(dialect, keyword, shape, words.getFirst());
    }
}
