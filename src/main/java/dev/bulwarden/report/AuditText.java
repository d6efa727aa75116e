package dev.bulwarden.report;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.playbook.Item;
import java.util.List;

/** Evidence for people. */
final class AuditText {
    private AuditText() {}

    static String table(List<Evidence> evidence, Style style) {
        Table table = new Table(List.of("verdict", "item", "wanted", "found", "where"));
        for (Evidence one : evidence) {
            table.add(word(one.verdict()), one.item().id(), one.wanted(), one.found(),
                    one.decidedBy().map(Object::toString).orElse("") + references(one.item()));
        }
        return table.text(style);
    }

    static String word(Evidence.Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case PASS_BY_DEFAULT -> "pass (default)";
            case FAIL -> "FAIL";
            case NOT_APPLICABLE -> "not applicable";
            case WAIVED -> "waived";
        };
    }

    private static String references(Item item) {
        List<String> ids = item.references().stream().map(r -> r.benchmark() + ":" + r.id()).toList();
        return ids.isEmpty() ? "" : "  [" + String.join(", ", ids) + "]";
    }
}
