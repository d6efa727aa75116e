package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Values that are any number of words. */
final class Lists {
    private static final Set<String> METHODS = Set.of("none", "publickey", "password", "keyboard-interactive",
            "hostbased", "gssapi-with-mic", "gssapi-keyex");

    private Lists() {}

    static Reading read(Dialect dialect, Keyword keyword, Shape.Many shape, Arguments arguments) {
        List<String> words = arguments.words();
        if (!dialect.splitsLikeAShell()) {
            // The old loop ends at an empty word; what follows it is garbage, but for those that never look.
            int empty = words.indexOf("");
            boolean garbage = empty >= 0 && empty + 1 < words.size() && !words.get(empty + 1).isEmpty()
                    && shape != Shape.Many.KEYFILES && shape != Shape.Many.METHODS && shape != Shape.Many.SETTINGS;
            if (garbage) {
                return Reading.refused(keyword + " has garbage behind an empty value");
            }
            words = empty < 0 ? words : words.subList(0, empty);
        } else if (words.contains("") && shape != Shape.Many.KEYOPTIONS) {
            return Reading.refused(keyword + " has an empty value");
        }
        if (words.isEmpty() && needsOne(dialect, shape)) {
            return Reading.refused(keyword + " has no value");
        }
        return switch (shape) {
            case USERS -> each(keyword, words, "a user pattern, with user@network free of host bits",
                    word -> UserPattern.of(dialect, word).hosts().map(list -> AddressPatterns.valid(list.patterns()))
                            .orElse(true));
            case GROUPS -> Reading.of(words);
            case PATTERNS -> words.size() > 1 && words.contains("none")
                    ? Reading.refused(keyword + " none must stand alone")
                    : Reading.of(words);
            case ENVIRONMENT -> each(keyword, words, "a variable's name", word -> word.indexOf('=') < 0);
            case SETTINGS -> settings(dialect, keyword, arguments);
            case METHODS -> methods(keyword, words);
            case KEYFILES -> Reading.of(words.stream().map(Singles::tilde).toList());
            case PORTS -> Forwards.read(dialect, keyword, words);
            case CHANNELS -> channels(keyword, words);
            case KEYOPTIONS -> keyOptions(keyword, words);
        };
    }

    private static boolean needsOne(Dialect dialect, Shape.Many shape) {
        return switch (shape) {
            case USERS, GROUPS, ENVIRONMENT, SETTINGS, KEYFILES -> dialect.splitsLikeAShell();
            case METHODS, PORTS, PATTERNS, CHANNELS -> true;
            case KEYOPTIONS -> false;
        };
    }

    private interface Test {
        boolean passes(String word);
    }

    private static Reading each(Keyword keyword, List<String> words, String wanted, Test test) {
        for (String word : words) {
            if (!test.passes(word)) {
                return Singles.wants(keyword, wanted, word);
            }
        }
        return Reading.of(words);
    }

    /** The first of two settings of one variable counts, from 8.5 on. Before 8.7 these words are not split at {@code =}. */
    private static Reading settings(Dialect dialect, Keyword keyword, Arguments arguments) {
        List<String> words = dialect.splitsLikeAShell()
                ? arguments.words()
                : Arguments.old(arguments.raw(), false).words().stream().takeWhile(word -> !word.isEmpty()).toList();
        List<String> kept = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                return Singles.wants(keyword, "NAME=value", word);
            }
            if (names.add(word.substring(0, equals)) || !dialect.atLeast(8, 5)) {
                kept.add(word);
            }
        }
        return Reading.of(kept);
    }

    private static Reading methods(Keyword keyword, List<String> words) {
        if (words.contains("any") && words.size() > 1) {
            return Reading.refused(keyword + " any must stand alone");
        }
        return words.equals(List.of("any"))
                ? Reading.of(words)
                : each(keyword, words, "lists of methods joined by commas", Lists::methodList);
    }

    private static boolean methodList(String list) {
        for (String method : list.split(",", -1)) {
            int colon = method.indexOf(':');
            if (!METHODS.contains(colon < 0 ? method : method.substring(0, colon))) {
                return false;
            }
        }
        return true;
    }

    private static Reading channels(Keyword keyword, List<String> words) {
        if (words.stream().anyMatch("none"::equalsIgnoreCase)) {
            return words.size() > 1 ? Reading.refused(keyword + " none must stand alone") : Reading.of(words);
        }
        return each(keyword, words, "type=time", word -> {
            int equals = word.indexOf('=');
            return equals > 0 && Times.seconds(word.substring(equals + 1)).isPresent();
        });
    }

    private static Reading keyOptions(Keyword keyword, List<String> words) {
        Set<String> kept = new TreeSet<>();
        for (String word : words) {
            switch (Singles.lower(word)) {
                case "none" -> {
                }
                case "touch-required", "verify-required" -> kept.add(Singles.lower(word));
                default -> {
                    return Singles.wants(keyword, "none, touch-required or verify-required", word);
                }
            }
        }
        return Reading.of(kept.isEmpty() ? List.of("none") : List.copyOf(kept));
    }
}
