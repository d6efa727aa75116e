package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Digest;
import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.plan.JsonFields.Malformed;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Rollout;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A JSON tree as a plan. Field for field the mirror of {@link PlanWriter}. */
final class PlanReader {

    private PlanReader() {}

    static Expectation.Principal principal(JsonFields fields) {
        return new Expectation.Principal(fields.text("user"), fields.texts("from"));
    }

    /** @throws Malformed at the first thing that is wrong */
    static Plan plan(JsonNode node) {
        return JsonFields.read("", node, fields -> {
            if (!fields.text("format").equals(PlanFile.FORMAT)) {
                throw new Malformed("format", "is not " + PlanFile.FORMAT);
            }
            return new Plan(fields.object("origin", PlanReader::origin),
                    fields.objects("rollouts", PlanReader::rollout), fields.objects("hosts", PlanReader::entry));
        });
    }

    private static Plan.Origin origin(JsonFields fields) {
        return new Plan.Origin(fields.text("tool"),
                fields.objects("playbook",
                        f -> new Plan.ReadFile(f.text("file"), new Digest(f.text("sha256")))),
                new Digest(fields.text("inventory")), instant(fields.text("made")), fields.texts("accepted"));
    }

    private static Plan.Entry entry(JsonFields fields) {
        String host = fields.text("host");
        List<Evidence> evidence = fields.objects("evidence", PlanReader::evidence);
        List<Diagnostic> notes = fields.objects("notes", PlanReader::diagnostic);
        HostPlan plan = switch (fields.text("state")) {
            case "converged" ->
                new HostPlan.Converged(host, evidence, fields.objects("effective", PlanReader::row), notes);
            case "changes" -> changes(host, fields, evidence, notes);
            case "blocked" ->
                new HostPlan.Blocked(host, fields.objects("why", PlanReader::diagnostic), evidence, notes);
            default -> throw new Malformed("hosts." + host + ".state", "is not converged, changes or blocked");
        };
        return new Plan.Entry(plan, fields.object("endpoint", PlanReader::endpoint), fields.textIfAny("host_key"),
                fields.objects("waivers", PlanReader::waiver), fields.integer("rollout"));
    }

    private static Rollout rollout(JsonFields fields) {
        List<Rollout.Batch> serial = fields.texts("serial").stream().map(text -> Rollout.Batch.of(text)
                .orElseThrow(() -> new IllegalArgumentException("serial holds neither a number nor a percentage")))
                .toList();
        return new Rollout(serial, count(fields, "max_failures"), count(fields, "max_unreachable"),
                count(fields, "forks"));
    }

    private static int count(JsonFields fields, String name) {
        int number = fields.integer(name);
        if (number < 0) {
            throw new IllegalArgumentException(name + " is below zero");
        }
        return number;
    }

    private static PlanWaiver waiver(JsonFields fields) {
        return new PlanWaiver(fields.text("item"), fields.text("reason"), fields.text("by"),
                fields.textIfAny("until").map(PlanReader::date));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a date: " + text, e);
        }
    }

    private static HostPlan changes(String host, JsonFields fields, List<Evidence> evidence, List<Diagnostic> notes) {
        return new HostPlan.Changes(host, fields.objects("files", PlanReader::edit),
                fields.objects("actions", PlanReader::action), fields.object("expectation", PlanReader::expectation),
                fields.objects("effective", PlanReader::row), fields.object("managed", PlanReader::managed),
                duration(fields.text("confirm_within")), evidence, notes);
    }

    private static FileEdit edit(JsonFields fields) {
        return new FileEdit(fields.text("path"), fields.text("target"),
                fields.objectIfAny("before", PlanReader::state),
                fields.objectIfAny("after", f -> new FileEdit.Content(latin1(f.text("bytes")), f.integer("mode"),
                        f.integer("uid"), f.integer("gid"))),
                fields.text("diff"));
    }

    static FileEdit.State state(JsonFields fields) {
        return new FileEdit.State(new Digest(fields.text("sha256")), fields.integer("mode"), fields.integer("uid"),
                fields.integer("gid"));
    }

    static Action action(JsonFields fields) {
        fields.text("undo");
        return switch (fields.text("do")) {
            case "create_group" -> new Action.CreateGroup(word(fields, "group"));
            case "delete_group" -> new Action.DeleteGroup(word(fields, "group"));
            case "add_member" -> new Action.AddMember(word(fields, "group"), word(fields, "user"));
            case "remove_member" -> new Action.RemoveMember(word(fields, "group"), word(fields, "user"));
            default -> throw new Malformed("actions", "has an action this version does not know");
        };
    }

    /** A name that goes to the host's script as one word of a line. */
    private static String word(JsonFields fields, String name) {
        String word = fields.text(name);
        if (!word.matches("[!-~]{1,256}") || word.startsWith("-")) {
            throw new IllegalArgumentException(name + " is not the name of a group or an account");
        }
        return word;
    }

    private static Expectation expectation(JsonFields fields) {
        return new Expectation(fields.objects("evaluations", PlanReader::evaluation),
                fields.objects("principals", PlanReader::principal),
                fields.texts("listens"), fields.object("answers_at", PlanReader::endpoint));
    }

    private static Expectation.Evaluation evaluation(JsonFields fields) {
        return new Expectation.Evaluation(fields.text("context"), fields.object("values", f -> {
            var values = new TreeMap<String, List<String>>();
            f.names().forEach(keyword -> values.put(keyword, f.texts(keyword)));
            return values;
        }), fields.truth("needs_actions"));
    }

    private static Endpoint endpoint(JsonFields fields) {
        return new Endpoint(fields.text("address"), fields.integers("ports"), fields.textIfAny("host_key_alias"),
                fields.texts("known_hosts"));
    }

    static Managed managed(JsonFields fields) {
        return new Managed(fields.texts("items"), fields.objects("outside", f -> new Managed.OutsideEdit(f.text("item"),
                f.text("path"), f.text("before"), f.text("after"))));
    }

    private static EffectiveRow row(JsonFields fields) {
        return new EffectiveRow(fields.text("context"), fields.text("keyword"), fields.texts("before"),
                fields.texts("after"), fields.objectIfAny("decided_before", PlanReader::place),
                fields.objectIfAny("decided_after", PlanReader::place), fields.objects("dead", PlanReader::place));
    }

    private static Evidence evidence(JsonFields fields) {
        return new Evidence(fields.object("item", PlanReader::item), fields.choice("verdict", Evidence.Verdict.class),
                fields.text("wanted"), fields.text("found"), fields.objectIfAny("decided_by", PlanReader::place),
                fields.textIfAny("remark"));
    }

    private static Item item(JsonFields fields) {
        return new Item(fields.text("id"), fields.object("place", PlanReader::place), fields.text("layer"),
                fields.truth("if_supported"), fields.textIfAny("title"),
                fields.objects("references", f -> new Item.Reference(f.text("benchmark"), f.text("id"))));
    }

    private static Diagnostic diagnostic(JsonFields fields) {
        return new Diagnostic(fields.choice("severity", Severity.class), fields.text("message"),
                fields.objectIfAny("place", PlanReader::place), fields.textIfAny("remedy"));
    }

    private static Place place(JsonFields fields) {
        return new Place(fields.text("file"), fields.integer("line"), fields.integer("column"));
    }

    private static String latin1(String text) {
        if (text.chars().anyMatch(c -> c > 0xff)) {
            throw new IllegalArgumentException("bytes hold a character that is not a byte");
        }
        return text;
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time: " + text, e);
        }
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a duration: " + text, e);
        }
    }
}
