package dev.bulwarden.journal;

import dev.bulwarden.command.Clean;
import dev.bulwarden.fact.TransactionId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A record as one line of JSON in ASCII. */
final class RecordLine {
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private RecordLine() {}

    static String write(RunRecord record) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("at", record.at().toString());
        ObjectNode line = switch (record) {
            case RunRecord.Begun b -> node.put("event", "begun").put("run", b.run()).put("command", b.command())
                    .put("operator", b.operator()).put("sudo_user", b.sudoUser()).put("controller", b.controller())
                    .put("reason", b.reason()).put("plan", b.plan());
            case RunRecord.Stepped s ->
                node.put("event", "step").put("host", s.host()).put("transaction", s.transaction()).put("step",
                        s.step());
            case RunRecord.Ended e -> {
                node.put("event", "ended").put("host", e.host()).put("transaction", e.transaction())
                        .put("outcome", e.outcome()).put("why", e.why());
                e.settledBy().ifPresent(by -> node.put("settled_by", by.toString()));
                yield node;
            }
        };
        return JSON.writeValueAsString(line);
    }

    static RunRecord read(String line) throws IOException {
        try {
            JsonNode node = JSON.readTree(line);
            Instant at = Instant.parse(text(node, "at"));
            return switch (text(node, "event")) {
                case "begun" -> new RunRecord.Begun(at, text(node, "run"), text(node, "command"),
                        text(node, "operator"),
                        text(node, "sudo_user"), text(node, "controller"), text(node, "reason"), text(node, "plan"));
                case "step" ->
                    new RunRecord.Stepped(at, text(node, "host"), transaction(node), text(node, "step"));
                case "ended" -> new RunRecord.Ended(at, text(node, "host"), transaction(node),
                        text(node, "outcome"), text(node, "why"),
                        node.has("settled_by")
                                ? Optional.of(Instant.parse(text(node, "settled_by")))
                                : Optional.empty());
                default -> throw new IOException("not a record of a journal: " + line);
            };
        } catch (JacksonException | DateTimeException e) {
            throw new IOException("not a record of a journal: " + line, e);
        }
    }

    /** An id, or nothing: a lock is looked for under this name. */
    private static String transaction(JsonNode node) throws IOException {
        String id = text(node, "transaction");
        if (!id.isEmpty() && TransactionId.of(id).isEmpty()) {
            throw new IOException("a record of a journal has a transaction that is none: " + Clean.visible(id));
        }
        return id;
    }

    private static String text(JsonNode node, String name) throws IOException {
        JsonNode value = node.get(name);
        if (value == null || !value.isString()) {
            throw new IOException("a record of a journal lacks " + name);
        }
        return value.stringValue();
    }
}
