package dev.bulwarden.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads one JSON object strictly: every field has to be there, of its kind, and no other. Not thread-safe. */
final class JsonFields {

    private final String path;
    private final JsonNode node;
    private final Set<String> seen = new HashSet<>();

    /** What is wrong with a document, and where. Never leaves {@link PlanFile}. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String path, String message) {
            super((path.isEmpty() ? "" : path + ": ") + message);
        }
    }

    private JsonFields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /** Reads an object whole; a field nobody asked for is an error. */
    static <T> T read(String path, JsonNode node, Function<JsonFields, T> reader) {
        if (!node.isObject()) {
            throw new Malformed(path, "is not an object");
        }
        JsonFields fields = new JsonFields(path, node);
        T result;
        try {
            result = reader.apply(fields);
        } catch (IllegalArgumentException e) {
            throw new Malformed(path, String.valueOf(e.getMessage()));
        }
        for (String name : node.propertyNames()) {
            if (!fields.seen.contains(name)) {
                throw new Malformed(fields.at(name), "is unknown");
            }
        }
        return result;
    }

    String text(String name) {
        return text(at(name), field(name));
    }

    int integer(String name) {
        JsonNode value = field(name);
        if (!value.isInt()) {
            throw new Malformed(at(name), "is not a number");
        }
        return value.intValue();
    }

    boolean truth(String name) {
        JsonNode value = field(name);
        if (!value.isBoolean()) {
            throw new Malformed(at(name), "is not true or false");
        }
        return value.booleanValue();
    }

    <E extends Enum<E>> E choice(String name, Class<E> kind) {
        String text = text(name);
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new Malformed(at(name), "is not one of the known words");
    }

    Optional<String> textIfAny(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    <T> T object(String name, Function<JsonFields, T> reader) {
        return read(at(name), field(name), reader);
    }

    <T> Optional<T> objectIfAny(String name, Function<JsonFields, T> reader) {
        return has(name) ? Optional.of(object(name, reader)) : Optional.empty();
    }

    <T> List<T> objects(String name, Function<JsonFields, T> reader) {
        List<T> all = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; i < array.size(); i++) {
            all.add(read(at(name) + "[" + i + "]", array.get(i), reader));
        }
        return all;
    }

    /** An empty list where the field is missing. */
    <T> List<T> objectsIfAny(String name, Function<JsonFields, T> reader) {
        return has(name) ? objects(name, reader) : List.of();
    }

    /** An empty list where the field is missing. */
    List<String> textsIfAny(String name) {
        return has(name) ? texts(name) : List.of();
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; i < array.size(); i++) {
            all.add(text(at(name) + "[" + i + "]", array.get(i)));
        }
        return all;
    }

    List<Integer> integers(String name) {
        List<Integer> all = new ArrayList<>();
        for (JsonNode value : array(name)) {
            if (!value.isInt()) {
                throw new Malformed(at(name), "holds something that is not a number");
            }
            all.add(value.intValue());
        }
        return all;
    }

    /** The names of this object's fields, all counted as read. */
    List<String> names() {
        List<String> names = List.copyOf(node.propertyNames());
        seen.addAll(names);
        return names;
    }

    private boolean has(String name) {
        seen.add(name);
        return node.has(name);
    }

    private JsonNode array(String name) {
        JsonNode value = field(name);
        if (!value.isArray()) {
            throw new Malformed(at(name), "is not a list");
        }
        return value;
    }

    private JsonNode field(String name) {
        seen.add(name);
        JsonNode value = node.get(name);
        if (value == null) {
            throw new Malformed(at(name), "is missing");
        }
        return value;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String text(String path, JsonNode value) {
        if (!value.isString()) {
            throw new Malformed(path, "is not text");
        }
        return value.stringValue();
    }
}
