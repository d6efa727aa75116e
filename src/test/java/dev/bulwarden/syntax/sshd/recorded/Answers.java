package dev.bulwarden.syntax.sshd.recorded;

import dev.bulwarden.syntax.sshd.Dump;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the sshd of one release said, as kept in {@code answers-RELEASE.txt}.
 *
 * @param host what was asked of the host beside: {@code defaults}, {@code ssh -Q KIND}, {@code groups USER}
 * @param verdicts by sample name, then by visitor
 */
record Answers(Map<String, List<String>> host, Map<String, Map<String, List<String>>> verdicts) {
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    static Answers of(String release) {
        Map<String, List<String>> host = new LinkedHashMap<>();
        Map<String, Map<String, List<String>>> verdicts = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        Map<String, List<String>> sample = new LinkedHashMap<>();
        for (String line : Resource.lines("answers-" + release + ".txt")) {
            if (line.startsWith("=== ")) {
                sample = new LinkedHashMap<>();
                verdicts.put(line.substring(4), sample);
            } else if (line.startsWith("? ")) {
                current = new ArrayList<>();
                for (String visitor : line.substring(2).split(", ", -1)) {
                    sample.put(visitor.equals("-") ? "" : visitor, current);
                }
            } else if (line.startsWith("@ ")) {
                current = new ArrayList<>();
                host.put(line.substring(2), current);
            } else {
                current.add(line);
            }
        }
        return new Answers(host, verdicts);
    }

    Dump defaults() {
        return Dump.parse(String.join("\n", host.getOrDefault("defaults", List.of())));
    }

    Set<String> groups(String user) {
        return new TreeSet<>(host.getOrDefault("groups " + user, List.of()));
    }

    /** The text of {@code answers-RELEASE.txt}. */
    String text() {
        StringBuilder text = new StringBuilder();
        host.forEach((what, lines) -> append(text, "@ " + what, lines));
        verdicts.forEach((sample, byVisitor) -> {
            text.append("=== ").append(sample).append('\n');
            Map<List<String>, List<String>> grouped = new LinkedHashMap<>();
            byVisitor.forEach((visitor, verdict) -> grouped.computeIfAbsent(verdict, _ -> new ArrayList<>())
                    .add(visitor.isEmpty() ? "-" : visitor));
            grouped.forEach((verdict, visitors) -> append(text, "? " + String.join(", ", visitors), verdict));
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String head, List<String> lines) {
        text.append(head).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
    }

    /** {@code refused}, maybe with the first line named; else each keyword that differs from the defaults, {@code keyword=} where it is gone. */
    static List<String> verdict(Oracle.Verdict verdict, Dump defaults) {
        if (verdict.status() != 0) {
            Matcher line = LINE.matcher(verdict.err());
            return List.of(line.find() ? "refused line " + line.group(1) : "refused");
        }
        return changes(defaults, Dump.parse(verdict.out()));
    }

    /** The same for a dump. */
    static List<String> changes(Dump defaults, Dump dump) {
        Map<String, List<String>> changed = new TreeMap<>();
        defaults.differences(dump).forEach(d -> changed.put(d.keyword(), d.after()));
        List<String> lines = new ArrayList<>();
        changed.forEach((keyword, values) -> {
            if (values.isEmpty()) {
                lines.add(keyword + "=");
            }
            values.stream().sorted().forEach(value -> lines.add(keyword + " " + value));
        });
        return lines;
    }
}
