package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code sshd -T} prints. Releases print the same in different forms ({@code PermitTTY} or {@code permittty}, {@code true} or {@code yes});
 * here a keyword is always lower-case and a value always in the older form.
 *
 * @param values by keyword, one element a printed line
 * @param unread lines that are no keyword and value
 */
public record Dump(Map<String, List<String>> values, List<String> unread) {
    /** Printed one line an item; their order means nothing. */
    private static final Set<String> BAGS = Set.of("port", "listenaddress", "hostkey", "hostcertificate", "allowusers",
            "denyusers", "allowgroups", "denygroups", "acceptenv", "setenv", "subsystem");
    /** From 10.3 and 10.6 on a global none of these lists is no line; older releases print it. */
    private static final List<String> UNPRINTED_NONE = List.of("authorizedkeysfile", "revokedkeys");
    /** Keywords near both ends of every dump. */
    private static final Set<String> WHOLE = Set.of("pubkeyauthentication", "rekeylimit");
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9]+)(?: (.*))?");

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
        unread = List.copyOf(unread);
    }

    public Dump(Map<String, List<String>> values) {
        this(values, List.of());
    }

    /** Reads the output of {@code sshd -T}. Ask {@link #unreadable} before an absent keyword is taken for one that is not set. */
    public static Dump parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        text.lines().forEach(line -> {
            var match = LINE.matcher(line);
            if (match.matches()) {
                String value = match.group(2) == null ? "" : match.group(2);
                values.computeIfAbsent(Singles.lower(match.group(1)), _ -> new ArrayList<>())
                        .add(PrintedValue.inOlderForm(match.group(1), value));
            } else {
                unread.add(line);
            }
        });
        if (values.keySet().containsAll(WHOLE)) {
            UNPRINTED_NONE.forEach(keyword -> values.putIfAbsent(keyword, List.of("none")));
        }
        return new Dump(values, unread);
    }

    /** Why nothing can be concluded from it: it has a line that is no keyword and value, or not one keyword of sshd's. */
    public Optional<String> unreadable() {
        if (!unread.isEmpty()) {
            return Optional.of("sshd -T prints a line that is no keyword and value: " + unread.getFirst());
        }
        return values.keySet().stream().anyMatch(keyword -> Keyword.of(keyword).isPresent())
                ? Optional.empty()
                : Optional.of("sshd -T prints nothing that can be read");
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
