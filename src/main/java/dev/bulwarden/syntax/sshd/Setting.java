package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What lines of the configuration say about a keyword.
 *
 * @param parts values in the form {@code sshd -T} prints, by part; most settings have one part, named {@code ""}
 * @param origins the lines that decide it, in the order sshd reads them
 */
public record Setting(Keyword keyword, Map<String, List<String>> parts, List<Origin> origins) {
    public Setting {
        Objects.requireNonNull(keyword, "keyword is null");
        Map<String, List<String>> copy = new LinkedHashMap<>();
        parts.forEach((part, values) -> copy.put(part, List.copyOf(values)));
        parts = java.util.Collections.unmodifiableMap(copy);
        origins = List.copyOf(origins);
    }

    /** Every value, all parts together. */
    public List<String> values() {
        return parts.values().stream().flatMap(List::stream).toList();
    }

    /** The setting after one more line, and whether that line had any say. */
    Setting and(Dialect dialect, Map<String, List<String>> more, Origin origin) {
        Keyword.Merge merge = keyword.merge(dialect);
        Map<String, List<String>> merged = new LinkedHashMap<>(parts);
        boolean counts = false;
        boolean replaced = true;
        for (var part : more.entrySet()) {
            List<String> held = parts.getOrDefault(part.getKey(), List.of());
            boolean first = !parts.containsKey(part.getKey());
            switch (merge) {
                case FIRST, FIRST_LINE, BY_NAME -> {
                    boolean takes = first || overrules(part) || (held.isEmpty() && merge == Keyword.Merge.FIRST_LINE);
                    if (takes) {
                        merged.put(part.getKey(), part.getValue());
                    }
                    counts |= takes;
                    replaced = false;
                }
                case APPEND -> {
                    merged.put(part.getKey(), joined(held, part.getValue()));
                    counts = true;
                    replaced = false;
                }
                case LAST -> {
                    merged.put(part.getKey(), part.getValue());
                    counts = true;
                }
            }
        }
        if (!counts) {
            return this;
        }
        List<Origin> all = new ArrayList<>(replaced && more.keySet().containsAll(parts.keySet()) ? List.of() : origins);
        all.add(origin);
        return new Setting(keyword, merged, all);
    }

    /** {@code none} of UnusedConnectionTimeout and any penalty set by name win over what came before. */
    private boolean overrules(Map.Entry<String, List<String>> part) {
        return (keyword.shape() == Shape.One.UNUSED && part.getValue().contains("none"))
                || part.getKey().equals(Penalties.ON);
    }

    private static List<String> joined(List<String> held, List<String> more) {
        List<String> all = new ArrayList<>(held);
        all.addAll(more);
        return all;
    }

    /** The global setting after a Match block has had its say: part by part, but lists, and Subsystem with all its names, as a whole. */
    Setting under(Setting match) {
        Map<String, List<String>> merged = new LinkedHashMap<>(parts);
        boolean whole = keyword.merge() == Keyword.Merge.BY_NAME || match.parts.keySet().containsAll(parts.keySet());
        if (whole) {
            merged.clear();
        }
        merged.putAll(match.parts);
        List<Origin> all = new ArrayList<>(whole ? List.of() : origins);
        all.addAll(match.origins);
        return new Setting(keyword, merged, all);
    }
}
