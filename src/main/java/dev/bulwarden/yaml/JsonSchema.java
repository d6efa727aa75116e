package dev.bulwarden.yaml;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link Shape} as JSON Schema, for editors and other tools. Those may already have made a number or a boolean of a
 * text, so all three are allowed; for us each is the text as written.
 */
public final class JsonSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonSchema() {}

    /** A schema of draft 2020-12, indented, with a final newline. */
    public static String of(String title, Shape shape) {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", title);
        root.setAll(node(shape));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode node(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> text(text);
            case Shape.Choice(var values) -> choice(values);
            case Shape.Many(var element) -> many(element);
            case Shape.Keys keys -> keys(keys);
            case Shape.Named named -> named(named);
        };
    }

    private static ObjectNode text(Shape.Text text) {
        ObjectNode node = NODES.objectNode();
        node.putArray("type").add("string").add("number").add("boolean");
        return node.put("pattern", "^(" + text.pattern().pattern() + ")$");
    }

    private static ObjectNode choice(List<String> values) {
        ObjectNode node = NODES.objectNode();
        ArrayNode all = node.putArray("enum");
        values.forEach(all::add);
        values.stream().filter(v -> v.equals("true") || v.equals("false"))
                .forEach(v -> all.add(Boolean.parseBoolean(v)));
        return node;
    }

    private static ObjectNode many(Shape element) {
        ObjectNode list = NODES.objectNode().put("type", "array");
        list.set("items", node(element));
        ObjectNode node = NODES.objectNode();
        node.putArray("anyOf").add(list).add(node(element));
        return node;
    }

    private static ObjectNode keys(Shape.Keys keys) {
        ObjectNode node = NODES.objectNode().put("type", "object");
        ObjectNode properties = node.putObject("properties");
        for (Shape.Key key : keys.known()) {
            if (key.later().isEmpty()) {
                properties.set(key.name(), node(key.shape()).put("description", key.description()));
            }
        }
        List<String> required = keys.known().stream().filter(Shape.Key::required).map(Shape.Key::name).toList();
        if (!required.isEmpty()) {
            ArrayNode names = node.putArray("required");
            required.forEach(names::add);
        }
        if (!keys.oneOf().isEmpty()) {
            ArrayNode choices = node.putArray("oneOf");
            keys.oneOf().forEach(k -> choices.addObject().putArray("required").add(k));
        }
        return node.put("additionalProperties", false);
    }

    private static ObjectNode named(Shape.Named named) {
        ObjectNode node = NODES.objectNode().put("type", "object");
        if (!named.known().isEmpty()) {
            ObjectNode properties = node.putObject("properties");
            named.known().forEach(k -> properties.set(k, node(named.value())));
        }
        node.putObject("propertyNames").put("pattern", "^(" + named.name().pattern().pattern() + ")$");
        node.set("additionalProperties", node(named.value()));
        return node;
    }
}
