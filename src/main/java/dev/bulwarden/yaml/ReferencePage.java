package dev.bulwarden.yaml;

import java.util.ArrayList;
import java.util.List;

/** A {@link Shape} as tables of keys, in Markdown, for the reference pages. */
public final class ReferencePage {
    private final List<Shape.Keys> shown = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private ReferencePage() {}

    /** One table for each kind of mapping, the outermost first; of two mappings with one name only the first. */
    public static String of(Shape shape) {
        ReferencePage page = new ReferencePage();
        page.show(shape);
        return page.text.toString();
    }

    private void show(Shape shape) {
        switch (shape) {
            case Shape.Text _,Shape.Choice _ -> {
            }
            case Shape.Many(var element) -> show(element);
            case Shape.Named named -> show(named.value());
            case Shape.Keys keys -> table(keys);
        }
    }

    private void table(Shape.Keys keys) {
        if (shown.stream().anyMatch(k -> k.name().equals(keys.name()))) {
            return;
        }
        shown.add(keys);
        text.append("### ").append(keys.name()).append("\n\n| key | value | |\n|---|---|---|\n");
        keys.known()
                .forEach(k -> text.append("| `").append(k.name()).append("`").append(k.required() ? " (required)" : "")
                        .append(" | ").append(value(k.shape())).append(" | ").append(k.description())
                        .append(k.later().isPresent() ? " *Not in this version.*" : "").append(" |\n"));
        text.append("\n");
        keys.known().forEach(k -> show(k.shape()));
    }

    private static String value(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> text.expected();
            case Shape.Choice(var values) -> String.join(" or ", values.stream().map(v -> "`" + v + "`").toList());
            case Shape.Many(var element) -> value(element) + "; or a list";
            case Shape.Keys keys -> "*" + keys.name() + "*";
            case Shape.Named named -> named.name().expected() + " → " + value(named.value());
        };
    }
}
