package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code sshd -T} prints.
 *
 * @param values by lower-case keyword, one element a printed line
 */
public record Dump(Map<String, List<String>> values) {
    /** Printed one line an item; their order means nothing. */
    private static final Set<String> BAGS = Set.of("port", "listenaddress", "hostkey", "hostcertificate", "allowusers",
            "denyusers", "allowgroups", "denygroups", "acceptenv", "setenv", "subsystem");

    /**
     * A keyword two dumps disagree on.
     *
     * @param before one element a line; none: not printed
     */
    public record Difference(String keyword, List<String> before, List<String> after) {
        @Override
        public String toString() {
            return keyword + ": " + before + " -> " + after;
        }
    }

    public Dump {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((keyword, lines) -> {
            if (!lines.isEmpty()) {
                copy.put(Singles.lower(keyword), List.copyOf(lines));
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    /** Reads the output of {@code sshd -T}; a line that is no keyword and value is passed over. */
    public static Dump parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0 && line.substring(0, blank).matches("[a-z0-9]+")) {
                values.computeIfAbsent(line.substring(0, blank), _ -> new ArrayList<>()).add(line.substring(blank + 1));
            } else if (line.matches("[a-z0-9]+")) {
                values.computeIfAbsent(line, _ -> new ArrayList<>()).add("");
            }
        });
        return new Dump(values);
    }

    /** Every line of a keyword; none: it is not printed. */
    public List<String> lines(String keyword) {
        return values.getOrDefault(Singles.lower(keyword), List.of());
    }

    /** The keywords that differ, in alphabetical order. */
    public List<Difference> differences(Dump other) {
        Set<String> keywords = new TreeSet<>(values.keySet());
        keywords.addAll(other.values.keySet());
        return keywords.stream().filter(keyword -> !same(keyword, lines(keyword), other.lines(keyword)))
                .map(keyword -> new Difference(keyword, lines(keyword), other.lines(keyword))).toList();
    }

    /** Whether two values of a keyword mean the same. */
    public static boolean same(String keyword, List<String> one, List<String> other) {
        return normal(keyword, one).equals(normal(keyword, other));
    }

    private static List<String> normal(String keyword, List<String> lines) {
        List<String> folded = lines.stream()
                .map(line -> keyword.equals("subsystem") ? line.strip().replaceAll("[ \t]+", " ") : line).toList();
        return BAGS.contains(keyword) ? folded.stream().sorted().toList() : folded;
    }
}
