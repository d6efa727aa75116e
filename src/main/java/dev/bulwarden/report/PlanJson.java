package dev.bulwarden.report;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.plan.EffectiveRow;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.transaction.Prepared;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What would happen to a host, for programs. */
final class PlanJson {
    private PlanJson() {}

    static ObjectNode host(HostResult<Prepared> result) {
        ObjectNode node = Report.object().put("host", result.host().name());
        switch (result) {
            case HostResult.NotStarted<Prepared>(var _, var why) -> node.put("outcome", "not-started").put("why", why);
            case HostResult.Crashed<Prepared>(var _, var bug) ->
                node.put("outcome", "failed").put("why", "fault in Bulwarden: " + bug);
            case HostResult.Done<Prepared>(var _, Prepared.Failed(var why, var unreachable)) ->
                node.put("outcome", unreachable ? "unreachable" : "failed").set("diagnostics",
                        Report.diagnostics(List.of(why)));
            case HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var _, var link)) -> {
                node.put("host_key", link.hostKeyFingerprint());
                plan(node, plan);
            }
        }
        return node;
    }

    private static void plan(ObjectNode node, HostPlan plan) {
        switch (plan) {
            case HostPlan.Converged c -> {
                node.put("outcome", "unchanged");
                effective(node, c.effective());
            }
            case HostPlan.Changes c -> {
                node.put("outcome", "would-change");
                files(node, c.edits());
                ArrayNode actions = node.putArray("actions");
                c.actions().forEach(a -> actions.add(PlanText.words(a)));
                effective(node, c.effective());
            }
            case HostPlan.Blocked b -> node.put("outcome", "blocked").set("why", Report.diagnostics(b.why()));
        }
        evidence(node, plan.evidence());
        node.set("notes", Report.diagnostics(plan.notes()));
    }

    private static void files(ObjectNode node, List<FileEdit> edits) {
        ArrayNode files = node.putArray("files");
        for (FileEdit edit : edits) {
            ObjectNode file = files.addObject().put("path", edit.path()).put("target", edit.target());
            edit.before().ifPresent(b -> file.put("before_sha256", b.digest().hex()));
            edit.after().ifPresent(a -> file.put("after_sha256", a.state().digest().hex()));
            file.put("diff", edit.diff());
        }
    }

    private static void effective(ObjectNode node, List<EffectiveRow> rows) {
        ArrayNode effective = node.putArray("effective");
        for (EffectiveRow row : rows) {
            ObjectNode one = effective.addObject().put("context", row.context()).put("keyword", row.keyword());
            row.before().forEach(one.putArray("before")::add);
            row.after().forEach(one.putArray("after")::add);
            row.decidedBefore().ifPresent(p -> one.put("decided_before", p.toString()));
            row.decidedAfter().ifPresent(p -> one.put("decided_after", p.toString()));
            row.dead().stream().map(Place::toString).forEach(one.putArray("dead")::add);
        }
    }

    static void evidence(ObjectNode node, List<Evidence> evidence) {
        ArrayNode items = node.putArray("items");
        for (Evidence one : evidence) {
            ObjectNode item = items.addObject().put("item", one.item().id())
                    .put("verdict", AuditText.word(one.verdict()))
                    .put("wanted", one.wanted()).put("found", one.found()).put("source", one.item().place().toString());
            one.decidedBy().ifPresent(p -> item.put("decided_by", p.toString()));
            one.remark().ifPresent(r -> item.put("remark", r));
            one.item().title().ifPresent(t -> item.put("title", t));
            ArrayNode references = item.putArray("references");
            one.item().references()
                    .forEach(r -> references.addObject().put("benchmark", r.benchmark()).put("id", r.id()));
        }
    }
}
