package dev.bulwarden.report;

import dev.bulwarden.diagnostic.Diagnostic;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import java.util.List;

/** The result of one command: the same facts for people, for programs and for the shell. */
public interface Report {
    /** For people; ends in a newline unless empty. Holds no control character but line ends and the style's own. */
    String text(Style style);

    /** For programs: one document. Keys are stable, new ones may be added. */
    ObjectNode json();

    /** For the shell. */
    ExitCode exitCode();

    /** There was a warning, which {@code --strict} turns into a failure. */
    default boolean warned() {
        return false;
    }

    /** A new object. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Diagnostics as an array of objects. */
    static ArrayNode diagnostics(List<Diagnostic> diagnostics) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Diagnostic diagnostic : diagnostics) {
            ObjectNode node = array.addObject();
            node.put("severity", diagnostic.severity().name().toLowerCase(java.util.Locale.ROOT));
            node.put("message", diagnostic.message());
            diagnostic.place()
                    .ifPresent(p -> node.put("source", p.source()).put("line", p.line()).put("column", p.column()));
            diagnostic.remedy().ifPresent(r -> node.put("remedy", r));
        }
        return array;
    }
}
