package dev.bulwarden.report;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Evidence;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.plan.EffectiveRow;
import dev.bulwarden.plan.HostPlan;
import java.util.List;

/** What would happen to hosts, for people. */
final class PlanText {
    private PlanText() {}

    /** What makes two host plans look the same. */
    record Same(String word, List<Diagnostic> why, List<String> diffs, List<Action> actions,
            List<EffectiveRow> effective,
            List<Evidence> evidence, List<Diagnostic> notes) {}

    static Same same(HostPlan plan) {
        return switch (plan) {
            case HostPlan.Converged c ->
                new Same("nothing to do", List.of(), List.of(), List.of(), c.effective(), c.evidence(), c.notes());
            case HostPlan.Changes c ->
                new Same("would change", List.of(), PlanReport.diffs(c), c.actions(), c.effective(),
                        c.evidence(), c.notes());
            case HostPlan.Blocked b ->
                new Same("blocked", b.why(), List.of(), List.of(), List.of(), b.evidence(), b.notes());
        };
    }

    static boolean warned(HostPlan plan) {
        return plan.notes().stream().anyMatch(d -> d.severity() == Severity.WARNING);
    }

    static String group(Same same, List<String> hosts, boolean details, Style style) {
        StringBuilder text = new StringBuilder(style.bold(names(hosts))).append("  ").append(switch (same.word()) {
            case "blocked" -> style.red(same.word());
            case "would change" -> style.yellow(same.word());
            default -> style.green(same.word());
        }).append('\n');
        for (Diagnostic why : same.why()) {
            indent(text, style.diagnostic(why));
        }
        for (Action action : same.actions()) {
            indent(text, style.green("+ " + Printable.line(words(action))));
        }
        for (String diff : same.diffs()) {
            text.append('\n');
            indent(text, style.diff(diff));
        }
        List<EffectiveRow> rows = same.effective().stream().filter(r -> details || r.changes()).toList();
        if (!rows.isEmpty() && !same.word().equals("blocked")) {
            text.append('\n');
            indent(text, effective(rows, style));
        }
        if (details && !same.evidence().isEmpty()) {
            text.append('\n');
            indent(text, AuditText.table(same.evidence(), style));
        }
        for (Diagnostic note : details ? same.notes() : Notes.brief(same.notes())) {
            indent(text, style.diagnostic(note));
        }
        return text.toString();
    }

    static String words(Action action) {
        return switch (action) {
            case Action.CreateGroup(var group) -> "create group " + group;
            case Action.DeleteGroup(var group) -> "delete group " + group;
            case Action.AddMember(var group, var user) -> "add " + user + " to group " + group;
            case Action.RemoveMember(var group, var user) -> "remove " + user + " from group " + group;
        };
    }

    private static String effective(List<EffectiveRow> rows, Style style) {
        Table table = new Table(List.of("sshd -T", "keyword", "now", "then", "decided by"));
        String context = "";
        for (EffectiveRow row : rows) {
            table.add(row.context().equals(context) ? "" : visit(row.context()), row.keyword(), values(row.before()),
                    row.changes() ? values(row.after()) : "=",
                    row.decidedAfter().map(Object::toString).orElse("compiled-in default")
                            + (row.dead().isEmpty()
                                    ? ""
                                    : "; dead: " + String.join(", ",
                                            row.dead().stream().map(Object::toString).toList())));
            context = row.context();
        }
        return table.text(style);
    }

    /** {@code user=ops,host=h,addr=192.0.2.1,laddr=…} as {@code ops from 192.0.2.1}. */
    private static String visit(String context) {
        String user = part(context, "user=");
        return user.isEmpty() ? context : user + " from " + part(context, "addr=");
    }

    private static String part(String context, String name) {
        for (String one : context.split(",", -1)) {
            if (one.startsWith(name)) {
                return one.substring(name.length());
            }
        }
        return "";
    }

    private static String values(List<String> values) {
        return values.isEmpty() ? "-" : String.join(" | ", values);
    }

    private static String names(List<String> hosts) {
        return hosts.size() <= 8
                ? String.join(", ", hosts)
                : String.join(", ", hosts.subList(0, 6)) + " and " + (hosts.size() - 6) + " more (" + hosts.size()
                        + " hosts)";
    }

    private static void indent(StringBuilder text, String block) {
        for (String line : block.split("\n", -1)) {
            if (!line.isEmpty()) {
                text.append("  ").append(line).append('\n');
            }
        }
    }
}
