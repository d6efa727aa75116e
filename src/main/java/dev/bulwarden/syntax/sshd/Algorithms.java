package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Algorithm lists with one {@code +}, {@code -} or {@code ^} in front of the whole, as {@code kex_assemble_names} reads them. */
public final class Algorithms {

    private Algorithms() {}

    static Reading read(Keyword keyword, Shape.One shape, String word) {
        List<String> names = names(word);
        boolean gss = shape == Shape.One.GSS;
        boolean unknown = gss && !judged(word).allMatch(name -> keyword.choices().stream().anyMatch(name::startsWith));
        boolean bad = !gss && !word.startsWith("-")
                && (names.isEmpty() || names.stream().anyMatch(name -> name.startsWith("!")));
        return unknown || bad ? Singles.wants(keyword, "algorithms joined by commas", word) : Reading.of(word);
    }

    private static List<String> names(String list) {
        return split(list).filter(name -> !name.isEmpty()).toList();
    }

    /** The names sshd looks at when it checks a list: those before the first empty one. */
    private static Stream<String> judged(String list) {
        return split(list).takeWhile(name -> !name.isEmpty());
    }

    private static Stream<String> split(String list) {
        return Stream.of((prefixed(list) ? list.substring(1) : list).split(",", -1));
    }

    /** Names sshd refuses because it does not have them. What is removed may be anything. */
    static List<String> unsupported(String list, List<String> supported) {
        return list.startsWith("-")
                ? List.of()
                : judged(list).filter(name -> supported.stream().noneMatch(known -> Patterns.matches(name, known)))
                        .toList();
    }

    private static boolean prefixed(String list) {
        return !list.isEmpty() && "+-^".indexOf(list.charAt(0)) >= 0;
    }

    /**
     * The list sshd ends up with.
     *
     * @param list as written
     * @param defaults what sshd has without the setting
     * @param supported every algorithm of this kind the binary offers, in its order; may be empty when not known
     * @return empty: a wildcard cannot be expanded without knowing what is supported
     */
    public static Optional<List<String>> expand(String list, List<String> defaults, List<String> supported) {
        List<String> words = names(list);
        if (list.startsWith("-")) {
            List<String> left = defaults.stream()
                    .filter(name -> words.stream().noneMatch(p -> Patterns.matches(p, name)))
                    .toList();
            // An empty global list counts as none, and so as the default. (In a Match block sshd keeps it empty.)
            return Optional.of(left.isEmpty() ? defaults : left);
        }
        List<String> all = new ArrayList<>();
        if (list.startsWith("+")) {
            all.addAll(defaults);
        }
        all.addAll(words);
        if (list.startsWith("^")) {
            all.addAll(defaults);
        }
        Set<String> expanded = new LinkedHashSet<>();
        for (String name : all) {
            boolean wildcard = name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
            if (supported.isEmpty() && wildcard) {
                return Optional.empty();
            }
            (supported.isEmpty() ? Stream.of(name) : supported.stream().filter(known -> Patterns.matches(name, known)))
                    .forEach(expanded::add);
        }
        return Optional.of(List.copyOf(expanded));
    }
}
