package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Values that are any number of words. */
final class Lists {
    private static final Set<String> METHODS = Set.of("none", "publickey", "password", "keyboard-interactive",
            "hostbased", "gssapi-with-mic", "gssapi-keyex");

    private static final String MOST_KEYS = "max-pk-ok:";
    private static final int MOST_KEYS_LIMIT = 999_999;

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
            case KEYOPTIONS -> keyOptions(dialect, keyword, words);
            case KEYLISTS -> keyLists(dialect, keyword, words);
        };
    }

    private static boolean needsOne(Dialect dialect, Shape.Many shape) {
        return switch (shape) {
            case USERS, GROUPS, ENVIRONMENT, SETTINGS, KEYFILES -> dialect.splitsLikeAShell();
            case METHODS, PORTS, PATTERNS, CHANNELS, KEYLISTS -> true;
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

    /** The first of two settings of one variable counts, from 9.1 on. Before 8.7 these words are not split at {@code =}. */
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
            if (names.add(word.substring(0, equals)) || !dialect.atLeast(9, 1)) {
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

    private static Reading keyOptions(Dialect dialect, Keyword keyword, List<String> words) {
        Set<String> kept = new TreeSet<>();
        Optional<String> most = Optional.empty();
        for (String word : words) {
            String folded = Singles.lower(word);
            if (dialect.atLeast(10, 6) && folded.startsWith(MOST_KEYS)) {
                most = Singles.number(folded.substring(MOST_KEYS.length())).filter(n -> n <= MOST_KEYS_LIMIT)
                        .map(n -> MOST_KEYS + n);
                if (most.isEmpty()) {
                    return Singles.wants(keyword, MOST_KEYS + " with a number", word);
                }
                continue;
            }
            switch (folded) {
                case "none" -> {
                }
                case "touch-required", "verify-required" -> kept.add(Singles.lower(word));
                default -> {
                    return Singles.wants(keyword, "none, touch-required or verify-required", word);
                }
            }
        }
        List<String> all = new ArrayList<>(kept.isEmpty() ? List.of("none") : kept);
        most.ifPresent(all::add);
        return Reading.of(all);
    }

    /** Before 10.3 one path, made absolute; from then on any number, as they are written. None is printed as nothing. */
    private static Reading keyLists(Dialect dialect, Keyword keyword, List<String> words) {
        if (!dialect.atLeast(10, 3)) {
            return words.size() > 1
                    ? Reading.refused(keyword + " takes one value, not " + words.size())
                    : Reading.of(Singles.path(words.getFirst()));
        }
        if (words.size() > 1 && words.stream().anyMatch("none"::equalsIgnoreCase)) {
            return Reading.refused(keyword + " none must stand alone");
        }
        return Reading.of(words.stream().map(Singles::tilde).toList());
    }
}
