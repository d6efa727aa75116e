package dev.bulwarden.plan;

import dev.bulwarden.change.Digest;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.playbook.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans as text for golden files. */
final class Shown {

    private Shown() {}

    static String text(HostPlan plan) {
        StringBuilder text = new StringBuilder();
        switch (plan) {
            case HostPlan.Converged converged -> {
                text.append("CONVERGED\n");
                converged.effective().forEach(row -> row(text, row));
            }
            case HostPlan.Blocked blocked -> {
                text.append("BLOCKED\n");
                blocked.why().forEach(d -> text.append("  ").append(d).append('\n'));
            }
            case HostPlan.Changes changes -> {
                text.append("CHANGES\n");
                changes.actions().forEach(a -> text.append("  ").append(a).append('\n'));
                changes.effective().forEach(row -> row(text, row));
                text.append("  listens ").append(changes.expectation().listens()).append('\n');
                changes.managed().outside().forEach(o -> text.append("  outside ").append(o).append('\n'));
            }
        }
        plan.notes().forEach(
                d -> text.append(d.severity().name().toLowerCase(java.util.Locale.ROOT)).append(' ').append(d)
                        .append('\n'));
        plan.evidence().forEach(e -> text.append(e.verdict()).append(' ').append(e.item().id()).append(": ")
                .append(e.wanted()).append(" / ").append(e.found())
                .append(e.decidedBy().map(p -> " (" + p + ")").orElse("")).append('\n'));
        if (plan instanceof HostPlan.Changes changes) {
            changes.edits().stream().map(FileEdit::diff).forEach(text::append);
        }
        return text.toString();
    }

    static Plan plan(HostPlan plan) {
        return new Plan(new Plan.Origin("test", List.of(), Digest.of(""), Instant.EPOCH, List.of()),
                List.of(Rollout.USUAL),
                List.of(new Plan.Entry(plan, Desired.HOST.endpoint(), Optional.empty(), List.of(), 0)));
    }

    private static void row(StringBuilder text, EffectiveRow row) {
        text.append("  ").append(row.context()).append(": ").append(row.keyword()).append(' ').append(row.before())
                .append(row.changes() ? " -> " + row.after() : "")
                .append(row.decidedAfter().map(p -> " (" + p + ")").orElse(" (default)"))
                .append(row.dead().isEmpty() ? "" : " dead " + row.dead()).append('\n');
    }
}
