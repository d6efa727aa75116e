package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Algorithm lists with one {@code +}, {@code -} or {@code ^} in front of the whole, as {@code kex_assemble_names} reads them. */
public final class Algorithms {

    private Algorithms() {}

    static Reading read(Keyword keyword, String word) {
        boolean removes = word.startsWith("-");
        String names = prefixed(word) ? word.substring(1) : word;
        boolean empty = names.isEmpty() || List.of(names.split(",", -1)).contains("");
        boolean badName = !removes && List.of(names.split(",", -1)).stream().anyMatch(name -> name.startsWith("!"));
        return (empty && !removes) || badName
                ? Singles.wants(keyword, "algorithms joined by commas", word)
                : Reading.of(word);
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
        String names = prefixed(list) ? list.substring(1) : list;
        List<String> words = List.of(names.split(","));
        if (list.startsWith("-")) {
            return Optional
                    .of(defaults.stream().filter(name -> words.stream().noneMatch(p -> Patterns.matches(p, name)))
                            .toList());
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
            if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
                expanded.add(name);
            } else if (supported.isEmpty()) {
                return Optional.empty();
            } else {
                supported.stream().filter(known -> Patterns.matches(name, known)).forEach(expanded::add);
            }
        }
        return Optional.of(List.copyOf(expanded));
    }
}
