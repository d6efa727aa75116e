package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.playbook.Rollout;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A plan as a JSON tree. Field for field the mirror of {@link PlanReader}. */
final class PlanWriter {

    private PlanWriter() {}

    static ObjectNode plan(Plan plan) {
        ObjectNode node = object().put("format", PlanFile.FORMAT);
        ObjectNode origin = object().put("tool", plan.origin().tool()).put("inventory", plan.origin().inventory().hex())
                .put("made", plan.origin().made().toString());
        origin.set("playbook", objects(plan.origin().playbook(),
                (n, file) -> n.put("file", file.path()).put("sha256", file.digest().hex())));
        origin.set("accepted", texts(plan.origin().accepted()));
        node.set("origin", origin);
        node.set("rollouts", objects(plan.rollouts(), PlanWriter::rollout));
        node.set("hosts", objects(plan.hosts(), PlanWriter::entry));
        return node;
    }

    private static void rollout(ObjectNode node, Rollout rollout) {
        node.set("serial", texts(rollout.serial().stream().map(Rollout.Batch::text).toList()));
        node.put("max_failures", rollout.maxFailures()).put("max_unreachable", rollout.maxUnreachable()).put("forks",
                rollout.forks());
    }

    private static void waiver(ObjectNode node, PlanWaiver waiver) {
        node.put("item", waiver.item()).put("reason", waiver.reason()).put("by", waiver.by());
        waiver.until().ifPresent(until -> node.put("until", until.toString()));
    }

    private static void entry(ObjectNode node, Plan.Entry entry) {
        node.set("endpoint", endpoint(entry.endpoint()));
        entry.hostKey().ifPresent(key -> node.put("host_key", key));
        node.set("waivers", objects(entry.waivers(), PlanWriter::waiver));
        node.put("rollout", entry.rollout());
        HostPlan plan = entry.plan();
        node.put("host", plan.host());
        switch (plan) {
            case HostPlan.Converged converged -> {
                node.put("state", "converged");
                node.set("effective", objects(converged.effective(), PlanWriter::row));
            }
            case HostPlan.Changes changes -> {
                node.put("state", "changes");
                changes(node, changes);
            }
            case HostPlan.Blocked blocked -> {
                node.put("state", "blocked");
                node.set("why", objects(blocked.why(), PlanWriter::diagnostic));
            }
        }
        node.set("evidence", objects(plan.evidence(), PlanWriter::evidence));
        node.set("notes", objects(plan.notes(), PlanWriter::diagnostic));
    }

    private static void changes(ObjectNode node, HostPlan.Changes changes) {
        node.set("files", objects(changes.edits(), PlanWriter::edit));
        node.set("actions", objects(changes.actions(), PlanWriter::action));
        node.set("expectation", expectation(changes.expectation()));
        node.set("effective", objects(changes.effective(), PlanWriter::row));
        node.set("managed", managed(changes.managed()));
        node.put("confirm_within", changes.confirmWithin().toString());
    }

    private static void edit(ObjectNode node, FileEdit edit) {
        node.put("path", edit.path()).put("target", edit.target());
        edit.before().ifPresent(b -> node.set("before", state(b)));
        edit.after().ifPresent(a -> node.set("after",
                object().put("bytes", a.bytes()).put("mode", a.mode()).put("uid", a.uid()).put("gid", a.gid())));
        node.put("diff", edit.diff());
    }

    static ObjectNode state(FileEdit.State state) {
        return object().put("sha256", state.digest().hex()).put("mode", state.mode()).put("uid", state.uid()).put("gid",
                state.gid());
    }

    /** The inverse is written for the reader's eyes; it follows from the action. */
    static void action(ObjectNode node, Action action) {
        node.put("do", word(action)).put("undo", word(action.inverse()));
        switch (action) {
            case Action.CreateGroup(String group) -> node.put("group", group);
            case Action.DeleteGroup(String group) -> node.put("group", group);
            case Action.AddMember(String group, String user) -> node.put("group", group).put("user", user);
            case Action.RemoveMember(String group, String user) -> node.put("group", group).put("user", user);
        }
    }

    private static String word(Action action) {
        return switch (action) {
            case Action.CreateGroup _ -> "create_group";
            case Action.DeleteGroup _ -> "delete_group";
            case Action.AddMember _ -> "add_member";
            case Action.RemoveMember _ -> "remove_member";
        };
    }

    static ObjectNode managed(Managed managed) {
        ObjectNode node = object();
        node.set("items", texts(managed.items()));
        node.set("outside", objects(managed.outside(), PlanWriter::outside));
        return node;
    }

    private static ObjectNode expectation(Expectation expectation) {
        ObjectNode node = object();
        node.set("evaluations", objects(expectation.evaluations(), (n, evaluation) -> {
            n.put("context", evaluation.context()).put("needs_actions", evaluation.needsActions());
            ObjectNode values = object();
            evaluation.values().forEach((keyword, lines) -> values.set(keyword, texts(lines)));
            n.set("values", values);
        }));
        node.set("principals", principals(expectation.principals()));
        node.set("listens", texts(expectation.listens()));
        node.set("answers_at", endpoint(expectation.answersAt()));
        return node;
    }

    static ArrayNode principals(List<Expectation.Principal> principals) {
        return objects(principals, (n, principal) -> n.put("user", principal.user()).set("from",
                texts(principal.from())));
    }

    private static ObjectNode endpoint(Endpoint endpoint) {
        ObjectNode node = object().put("address", endpoint.address());
        ArrayNode ports = JsonNodeFactory.instance.arrayNode();
        endpoint.ports().forEach(ports::add);
        node.set("ports", ports);
        endpoint.hostKeyAlias().ifPresent(alias -> node.put("host_key_alias", alias));
        node.set("known_hosts", texts(endpoint.knownHosts()));
        return node;
    }

    private static void outside(ObjectNode node, Managed.OutsideEdit edit) {
        node.put("item", edit.item()).put("path", edit.path()).put("before", edit.before()).put("after", edit.after());
    }

    private static void row(ObjectNode node, EffectiveRow row) {
        node.put("context", row.context()).put("keyword", row.keyword());
        node.set("before", texts(row.before()));
        node.set("after", texts(row.after()));
        row.decidedBefore().ifPresent(p -> node.set("decided_before", place(p)));
        row.decidedAfter().ifPresent(p -> node.set("decided_after", place(p)));
        node.set("dead", objects(row.dead(), PlanWriter::place));
    }

    private static void evidence(ObjectNode node, Evidence evidence) {
        var item = evidence.item();
        ObjectNode about = object().put("id", item.id());
        about.set("place", place(item.place()));
        about.put("layer", item.layer()).put("if_supported", item.ifSupported());
        item.title().ifPresent(t -> about.put("title", t));
        about.set("references", objects(item.references(),
                (n, reference) -> n.put("benchmark", reference.benchmark()).put("id", reference.id())));
        node.set("item", about);
        node.put("verdict", evidence.verdict().name()).put("wanted", evidence.wanted()).put("found", evidence.found());
        evidence.decidedBy().ifPresent(p -> node.set("decided_by", place(p)));
        evidence.remark().ifPresent(r -> node.put("remark", r));
    }

    private static void diagnostic(ObjectNode node, Diagnostic diagnostic) {
        node.put("severity", diagnostic.severity().name()).put("message", diagnostic.message());
        diagnostic.place().ifPresent(p -> node.set("place", place(p)));
        diagnostic.remedy().ifPresent(r -> node.put("remedy", r));
    }

    private static ObjectNode place(Place place) {
        ObjectNode node = object();
        place(node, place);
        return node;
    }

    private static void place(ObjectNode node, Place place) {
        node.put("file", place.source()).put("line", place.line()).put("column", place.column());
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    static <T> ArrayNode objects(Collection<T> all, BiConsumer<ObjectNode, T> writer) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (T one : all) {
            writer.accept(array.addObject(), one);
        }
        return array;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
