package dev.bulwarden.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a part of a file may look like: the one table behind reader, JSON Schema, completion and reference pages. */
public sealed interface Shape {
    /** What is expected, as the end of "expected …". */
    String expected();

    /**
     * One text.
     *
     * @param pattern the whole text matches it; a regular expression that Java and ECMAScript read alike
     * @param shown whether an error may quote the text; false where a secret could stand
     */
    record Text(String expected, Pattern pattern, boolean shown) implements Shape {
        boolean fits(String text) {
            return pattern.matcher(text).matches();
        }
    }

    /** One of these texts. */
    record Choice(List<String> values) implements Shape {
        public Choice {
            values = List.copyOf(values);
        }

        @Override
        public String expected() {
            return String.join(" or ", values);
        }
    }

    /** A list; one element may be written without the brackets. */
    record Many(Shape element) implements Shape {
        @Override
        public String expected() {
            return "a list, each " + element.expected();
        }
    }

    /**
     * A mapping of known keys.
     *
     * @param name what it describes, as in "in a host"
     * @param oneOf exactly one of these keys is present; empty: no such rule
     */
    record Keys(String name, String expected, List<Key> known, List<String> oneOf) implements Shape {
        public Keys {
            known = List.copyOf(known);
            oneOf = List.copyOf(oneOf);
        }

        /** The same with more keys. */
        public Keys plus(List<Key> more) {
            List<Key> all = new ArrayList<>(known);
            all.addAll(more);
            return new Keys(name, expected, all, oneOf);
        }
    }

    /**
     * A mapping of names the user chooses.
     *
     * @param known names worth offering; others are allowed
     */
    record Named(Text name, Shape value, List<String> known) implements Shape {
        public Named {
            known = List.copyOf(known);
        }

        @Override
        public String expected() {
            return "a mapping from " + name.expected() + " to " + value.expected();
        }
    }

    /**
     * One known key.
     *
     * @param description one sentence for reference pages and editors
     * @param later what to do instead, for a key that a later version will read
     */
    record Key(String name, Shape shape, boolean required, String description, Optional<String> later) {
        public static Key optional(String name, Shape shape, String description) {
            return new Key(name, shape, false, description, Optional.empty());
        }

        public static Key required(String name, Shape shape, String description) {
            return new Key(name, shape, true, description, Optional.empty());
        }

        public static Key later(String name, Shape shape, String description, String remedy) {
            return new Key(name, shape, false, description, Optional.of(remedy));
        }
    }

    static Text text(String expected, String pattern) {
        return new Text(expected, Pattern.compile(pattern), true);
    }

    static Keys keys(String name, List<Key> known) {
        return new Keys(name, "a mapping", known, List.of());
    }
}
