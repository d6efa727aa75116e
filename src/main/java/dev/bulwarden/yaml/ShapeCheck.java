package dev.bulwarden.yaml;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Nearest;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.yaml.YamlNode.Broken;
import dev.bulwarden.yaml.YamlNode.Entry;
import dev.bulwarden.yaml.YamlNode.Mapping;
import dev.bulwarden.yaml.YamlNode.Scalar;
import dev.bulwarden.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a tree with a shape and says everything that does not fit. */
public final class ShapeCheck {
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private ShapeCheck() {}

    /** Empty when it fits. */
    public static List<Diagnostic> check(YamlNode node, Shape shape) {
        ShapeCheck check = new ShapeCheck();
        check.node(node, shape, "the file");
        return check.diagnostics;
    }

    private void node(YamlNode node, Shape shape, String what) {
        if (node instanceof Broken) {
            return;
        }
        switch (shape) {
            case Shape.Text text -> text(node, text, what);
            case Shape.Choice choice -> choice(node, choice, what);
            case Shape.Many(var element) -> node.items().forEach(n -> node(n, element, what));
            case Shape.Keys keys -> keys(node, keys, what);
            case Shape.Named named -> named(node, named, what);
        }
    }

    private void text(YamlNode node, Shape.Text shape, String what) {
        if (!(node instanceof Scalar(var place, var text, var _))) {
            wrongKind(node, shape, what);
        } else if (!shape.fits(text)) {
            error(place, what + (shape.shown() ? " is " + text : " is not right"), "write " + shape.expected());
        }
    }

    private void choice(YamlNode node, Shape.Choice shape, String what) {
        if (!(node instanceof Scalar(var place, var text, var _))) {
            wrongKind(node, shape, what);
        } else if (!shape.values().contains(text)) {
            boolean safe = shape.values().size() > 1;
            error(place, what + (safe ? " is " + text : " is not right"), "write " + shape.expected());
        }
    }

    private void keys(YamlNode node, Shape.Keys shape, String what) {
        if (!(node instanceof Mapping(var place, var pairs))) {
            wrongKind(node, shape, what);
            return;
        }
        pairs.forEach(e -> pair(e, shape));
        shape.known().stream().filter(k -> k.required() && node.get(k.name()).isEmpty())
                .forEach(k -> error(place, shape.name() + " has no " + k.name(), "add " + k.name() + ": …"));
        long chosen = pairs.stream().filter(e -> shape.oneOf().contains(e.name())).count();
        if (!shape.oneOf().isEmpty() && chosen != 1) {
            error(place, shape.name() + " needs exactly one of " + String.join(", ", shape.oneOf()),
                    chosen == 0 ? "add one" : "keep one");
        }
    }

    private void pair(Entry entry, Shape.Keys shape) {
        List<String> names = shape.known().stream().map(Shape.Key::name).toList();
        Optional<Shape.Key> key = shape.known().stream().filter(k -> k.name().equals(entry.name())).findFirst();
        if (key.isEmpty()) {
            Diagnostic unknown = Diagnostic.error(entry.key().place(),
                    "unknown key " + entry.name() + " in " + shape.name());
            diagnostics.add(Nearest.remedy(entry.name(), names).map(unknown::remedy).orElse(unknown));
        } else if (key.get().later().isPresent()) {
            error(entry.key().place(), entry.name() + " is not in this version", key.get().later().get());
        } else {
            node(entry.value(), key.get().shape(), entry.name());
        }
    }

    private void named(YamlNode node, Shape.Named shape, String what) {
        if (!(node instanceof Mapping(var _, var pairs))) {
            wrongKind(node, shape, what);
            return;
        }
        for (Entry entry : pairs) {
            text(entry.key(), shape.name(), "a name under " + what);
            node(entry.value(), shape.value(), entry.name());
        }
    }

    private void wrongKind(YamlNode node, Shape shape, String what) {
        String kind = switch (node) {
            case Scalar _ -> "a text";
            case Sequence _ -> "a list";
            case Mapping _ -> "a mapping";
            case Broken _ -> "broken";
        };
        error(node.place(), what + " is " + kind + " here", "write " + shape.expected());
    }

    private void error(Place place, String message, String remedy) {
        diagnostics.add(Diagnostic.error(place, message).remedy(remedy));
    }
}
