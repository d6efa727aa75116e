package dev.bulwarden.report;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.playbook.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evidence for people. */
final class AuditText {
    private AuditText() {}

    static String table(List<Evidence> evidence, Style style) {
        Table table = new Table(List.of("item", "found", "required", "verdict", "where"));
        for (Evidence one : evidence) {
            table.add(one.item().id(), one.found(), one.wanted(), word(one.verdict()),
                    one.decidedBy().map(Object::toString).orElse("") + references(one.item()));
        }
        return table.text(style);
    }

    /** What a table has no room for: who is concerned and by which block, or why an item is waived and until when. */
    static List<String> remarks(List<Evidence> evidence) {
        return evidence.stream().filter(e -> e.remark().isPresent())
                .map(e -> e.item().id() + ": " + (switch (e.verdict()) {
                    case FAIL -> e.found() + "; ";
                    case WAIVED -> "waived: ";
                    case NOT_KNOWN -> "not known: ";
                    case PASS, PASS_BY_DEFAULT, NOT_APPLICABLE -> "";
                }) + e.remark().orElse("")).toList();
    }

    /** Such as {@code 23 items pass, 2 fail, 1 waived}. */
    static String counted(List<Evidence> evidence) {
        Map<String, Integer> counts = counts(evidence);
        int passing = counts.getOrDefault("pass", 0);
        List<String> parts = new ArrayList<>(List.of(passing + (passing == 1 ? " item passes" : " items pass")));
        counts.forEach((word, count) -> {
            if (count > 0 && !word.equals("pass")) {
                parts.add(count + " " + (word.equals("fail") && count == 1 ? "fails" : word));
            }
        });
        return String.join(", ", parts);
    }

    /** How many items there are of each verdict, by a word for it; a default that agrees passes. */
    static Map<String, Integer> counts(List<Evidence> evidence) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List.of("pass", "fail", "waived", "not applicable", "not known").forEach(word -> counts.put(word, 0));
        evidence.forEach(e -> counts.merge(switch (e.verdict()) {
            case PASS, PASS_BY_DEFAULT -> "pass";
            case FAIL -> "fail";
            case WAIVED -> "waived";
            case NOT_APPLICABLE -> "not applicable";
            case NOT_KNOWN -> "not known";
        }, 1, Integer::sum));
        return counts;
    }

    static String word(Evidence.Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case PASS_BY_DEFAULT -> "pass (default)";
            case FAIL -> "FAIL";
            case NOT_APPLICABLE -> "not applicable";
            case WAIVED -> "waived";
            case NOT_KNOWN -> "NOT KNOWN";
        };
    }

    private static String references(Item item) {
        List<String> ids = item.references().stream().map(r -> r.benchmark() + ":" + r.id()).toList();
        return ids.isEmpty() ? "" : "  [" + String.join(", ", ids) + "]";
    }
}
