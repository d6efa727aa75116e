package dev.bulwarden.yaml;

import dev.bulwarden.diagnostic.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A node of the tree. The accessors are forgiving: what is of another kind is absent, since a {@link Shape} has reported it. */
public sealed interface YamlNode {
    Place place();

    /** One line of text exactly as written: never a boolean, a number or a date. */
    record Scalar(Place place, String text, boolean quoted) implements YamlNode {
        public Scalar {
            Objects.requireNonNull(place, "place is null");
            Objects.requireNonNull(text, "text is null");
        }
    }

    /** Items in order. */
    record Sequence(Place place, List<YamlNode> elements) implements YamlNode {
        public Sequence {
            Objects.requireNonNull(place, "place is null");
            elements = List.copyOf(elements);
        }
    }

    /** Keys in order, each once. */
    record Mapping(Place place, List<Entry> pairs) implements YamlNode {
        public Mapping {
            Objects.requireNonNull(place, "place is null");
            pairs = List.copyOf(pairs);
        }
    }

    /** Something that could not be read; it has been reported and no accepted tree holds it. */
    record Broken(Place place) implements YamlNode {}

    /** One pair of a mapping. */
    record Entry(Scalar key, YamlNode value) {
        public String name() {
            return key.text();
        }
    }

    /** The pairs of a mapping, else none. */
    default List<Entry> entries() {
        return this instanceof Mapping(var _, var pairs) ? pairs : List.of();
    }

    /** The items of a sequence; a text or a mapping is a list of one. */
    default List<YamlNode> items() {
        return switch (this) {
            case Sequence(var _, var elements) -> elements;
            case Scalar s -> List.of(s);
            case Mapping m -> List.of(m);
            case Broken _ -> List.of();
        };
    }

    /** The texts among {@link #items()}. */
    default List<Scalar> scalars() {
        return items().stream().flatMap(n -> n instanceof Scalar s ? Stream.of(s) : Stream.empty()).toList();
    }

    /** {@link #scalars()} without their places. */
    default List<String> texts() {
        return scalars().stream().map(Scalar::text).toList();
    }

    /** What stands under a key of a mapping. */
    default Optional<YamlNode> get(String key) {
        return entries().stream().filter(e -> e.name().equals(key)).map(Entry::value).findFirst();
    }

    /** The text under a key of a mapping. */
    default Optional<Scalar> scalar(String key) {
        return get(key).flatMap(n -> n instanceof Scalar s ? Optional.of(s) : Optional.empty());
    }

    /** The text under a key of a mapping, without its place. */
    default Optional<String> text(String key) {
        return scalar(key).map(Scalar::text);
    }

    /** {@link #items()} of what stands under a key. */
    default List<YamlNode> items(String key) {
        return get(key).map(YamlNode::items).orElse(List.of());
    }

    /** {@link #texts()} of what stands under a key. */
    default List<String> texts(String key) {
        return get(key).map(YamlNode::texts).orElse(List.of());
    }

    /** {@link #entries()} of what stands under a key. */
    default List<Entry> entries(String key) {
        return get(key).map(YamlNode::entries).orElse(List.of());
    }
}
