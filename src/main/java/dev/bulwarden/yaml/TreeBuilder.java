package dev.bulwarden.yaml;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.yaml.YamlNode.Broken;
import dev.bulwarden.yaml.YamlNode.Entry;
import dev.bulwarden.yaml.YamlNode.Mapping;
import dev.bulwarden.yaml.YamlNode.Scalar;
import dev.bulwarden.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Builds the tree of one text from the library's events, where aliases and tags can still be seen. */
final class TreeBuilder {
    private static final int DEEPEST = 24;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final String source;
    private final List<Event> events;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int next;

    TreeBuilder(String source, List<Event> events) {
        this.source = source;
        this.events = List.copyOf(events);
    }

    YamlReader.Parsed build() {
        List<Event> documents = events.stream().filter(DocumentStartEvent.class::isInstance).toList();
        if (documents.isEmpty()) {
            diagnostics.add(Diagnostic.error(Place.file(source), "nothing is written here"));
            return new YamlReader.Parsed(Optional.empty(), diagnostics);
        }
        if (documents.size() > 1) {
            diagnostics.add(Diagnostic.error(place(documents.get(1)), "a second document begins here")
                    .remedy("one document to a file"));
        }
        next = events.indexOf(documents.getFirst()) + 1;
        YamlNode root = node(0, "the file");
        return new YamlReader.Parsed(Optional.of(root), Diagnostic.inFileOrder(diagnostics));
    }

    private YamlNode node(int depth, String what) {
        Event event = events.get(next++);
        if (event instanceof AliasEvent) {
            return broken(place(event), "aliases are not read", "write the value again");
        }
        refuseDecoration((NodeEvent) event);
        if (depth > DEEPEST && !(event instanceof ScalarEvent)) {
            skip();
            return broken(place(event), "nested deeper than " + DEEPEST + " levels", "flatten it");
        }
        return switch (event) {
            case ScalarEvent s -> scalar(s, what);
            case SequenceStartEvent s -> sequence(s, depth);
            case MappingStartEvent m when isTemplate(m) -> template(m);
            case MappingStartEvent m -> mapping(m, depth);
            default -> throw new IllegalStateException("not the start of a node: " + event.getEventId());
        };
    }

    private void refuseDecoration(NodeEvent event) {
        if (event.getAnchor() != null) {
            broken(place(event), "anchors are not read", "write the value where it is needed");
        }
        String tag = switch (event) {
            case ScalarEvent s -> s.getTag();
            case SequenceStartEvent s -> s.getTag();
            case MappingStartEvent m -> m.getTag();
            default -> null;
        };
        if (tag != null) {
            broken(place(event), "tags are not read", "remove it: values are text as written");
        }
    }

    private YamlNode scalar(ScalarEvent event, String what) {
        String text = event.getValue();
        if (text.isBlank() || (event.isPlain() && NULLS.contains(text))) {
            return broken(place(event), what + " has no value", "write one, {} for nothing to say, or remove it");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return broken(place(event), what + " holds a line break or a control character", "write one line of text");
        }
        return new Scalar(place(event), text, !event.isPlain());
    }

    private YamlNode sequence(SequenceStartEvent start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        while (!(events.get(next) instanceof SequenceEndEvent)) {
            items.add(node(depth + 1, "a list item"));
        }
        next++;
        return new Sequence(place(start), items);
    }

    private YamlNode mapping(MappingStartEvent start, int depth) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        while (!(events.get(next) instanceof MappingEndEvent)) {
            YamlNode key = node(depth + 1, "a key");
            YamlNode value = node(depth + 1, key instanceof Scalar s ? s.text() : "a key");
            switch (key) {
                case Scalar s -> add(s, value, seen, entries);
                case Broken _ -> {
                }
                case Sequence _,Mapping _ -> broken(key.place(), "a key must be a text", "quote it");
            }
        }
        next++;
        return new Mapping(place(start), entries);
    }

    private void add(Scalar key, YamlNode value, Map<String, Place> seen, List<Entry> entries) {
        if (key.text().equals("<<") && !key.quoted()) {
            broken(key.place(), "merge keys are not read", "write the keys where they are needed");
            return;
        }
        Place first = seen.putIfAbsent(key.text(), key.place());
        if (first != null) {
            broken(key.place(), "duplicate key " + key.text() + ", first in line " + first.line(), "keep one of them");
            return;
        }
        entries.add(new Entry(key, value));
    }

    /** Unquoted {@code {{ name }}} is, to YAML, a mapping whose key is a mapping. */
    private boolean isTemplate(MappingStartEvent start) {
        return start.isFlow() && events.get(next) instanceof MappingStartEvent inner && inner.isFlow()
                && inner.getStartMark().getIndex() == start.getStartMark().getIndex() + 1;
    }

    private YamlNode template(MappingStartEvent start) {
        String name = events.get(next + 1) instanceof ScalarEvent s ? s.getValue() : "name";
        skip();
        return broken(place(start), "a value that starts with {{ must be quoted",
                "write \"{{ " + name + " }}\", with the quotes");
    }

    /** Moves behind the end of the collection whose start was just read. */
    private void skip() {
        for (int open = 1; open > 0; next++) {
            Event event = events.get(next);
            if (event instanceof MappingStartEvent || event instanceof SequenceStartEvent) {
                open++;
            } else if (event instanceof MappingEndEvent || event instanceof SequenceEndEvent) {
                open--;
            }
        }
    }

    private YamlNode broken(Place place, String message, String remedy) {
        diagnostics.add(Diagnostic.error(place, message).remedy(remedy));
        return new Broken(place);
    }

    private Place place(Event event) {
        return new Place(source, event.getStartMark().getLine() + 1, event.getStartMark().getColumn() + 1);
    }
}
