package dev.bulwarden.syntax.sshd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names that comma lists of wildcards tell apart: for each set of patterns that some name fits, and no other pattern does, one such name, a
 * short one.
 *
 * @param names in the order of their length
 * @param complete false when there were more than could be looked at, or a pattern is too long to be followed
 */
record NameCells(List<String> names, boolean complete) {
    private static final int MOST_STATES = 20_000;
    private static final String LETTERS = "xabcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    /** What is named. */
    enum Kind {
        /** An account; directories also give names with {@code @} or a backslash. */
        ACCOUNT("_.-@\\+$", false),
        /** A client that has a name: no address, which sshd takes for no name. */
        HOST("-._", true),
        /** A routing domain. */
        ROUTING_DOMAIN("_.-", false);

        private final String punctuation;
        private final boolean fold;

        Kind(String punctuation, boolean fold) {
            this.punctuation = punctuation;
            this.fold = fold;
        }

        private boolean has(char c) {
            boolean letter = LETTERS.indexOf(c) >= 0 && !(fold && Character.isUpperCase(c));
            return letter || DIGITS.indexOf(c) >= 0 || punctuation.indexOf(c) >= 0;
        }

        private boolean begins(char c) {
            return LETTERS.indexOf(c) >= 0 || DIGITS.indexOf(c) >= 0 || c == '_';
        }
    }

    /** @param named whether a letter was read, as in no IPv4 address */
    private record State(List<Long> at, boolean named) {}

    private record Reached(State state, String name) {}

    NameCells {
        names = List.copyOf(names);
    }

    /** @param lists comma lists, negations and all */
    static NameCells of(Collection<String> lists, Kind kind) {
        List<Wildcard> all = lists.stream().flatMap(list -> Stream.of(list.split(",", -1)))
                .map(part -> part.startsWith("!") ? part.substring(1) : part)
                .map(pattern -> new Wildcard(pattern, kind.fold)).distinct().toList();
        List<Wildcard> wildcards = all.stream().filter(Wildcard::followable).toList();
        List<Character> alphabet = alphabet(wildcards, kind);
        Map<List<Boolean>, String> names = new LinkedHashMap<>();
        Set<State> seen = new HashSet<>();
        Queue<Reached> next = new ArrayDeque<>();
        next.add(new Reached(new State(wildcards.stream().map(Wildcard::start).toList(), false), ""));
        while (!next.isEmpty() && seen.size() < MOST_STATES) {
            Reached reached = next.remove();
            for (char c : alphabet) {
                if (!reached.name().isEmpty() || kind.begins(c)) {
                    State state = read(reached.state(), c, wildcards);
                    String name = reached.name() + c;
                    if (seen.add(state)) {
                        next.add(new Reached(state, name));
                        if (kind != Kind.HOST || state.named()) {
                            names.putIfAbsent(fits(state, wildcards), name);
                        }
                    }
                }
            }
        }
        return new NameCells(new ArrayList<>(names.values()), next.isEmpty() && wildcards.size() == all.size());
    }

    private static State read(State state, char c, List<Wildcard> wildcards) {
        List<Long> at = new ArrayList<>(wildcards.size());
        for (int i = 0; i < wildcards.size(); i++) {
            at.add(wildcards.get(i).step(state.at().get(i), c));
        }
        return new State(at, state.named() || LETTERS.indexOf(c) >= 0);
    }

    private static List<Boolean> fits(State state, List<Wildcard> wildcards) {
        List<Boolean> fits = new ArrayList<>(wildcards.size());
        for (int i = 0; i < wildcards.size(); i++) {
            fits.add(wildcards.get(i).fits(state.at().get(i)));
        }
        return fits;
    }

    /** The characters patterns name, and a letter none of them does, which stands for all others. */
    private static List<Character> alphabet(List<Wildcard> wildcards, Kind kind) {
        Set<Character> named = new java.util.TreeSet<>();
        wildcards.forEach(w -> w.pattern().chars().mapToObj(c -> (char) c).filter(kind::has).forEach(named::add));
        List<Character> alphabet = new ArrayList<>();
        (LETTERS + DIGITS).chars().mapToObj(c -> (char) c).filter(c -> kind.has(c) && !named.contains(c)).findFirst()
                .ifPresent(alphabet::add);
        alphabet.addAll(named);
        return alphabet;
    }
}
