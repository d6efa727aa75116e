package dev.bulwarden.inventory;

import java.util.List;
import java.util.Objects;

/**
 * Ansible's host pattern: names, groups and globs joined by {@code :} or {@code ,}; {@code :!} excludes, {@code :&} intersects.
 *
 * @param text as written
 */
public record HostPattern(String text) {
    public HostPattern {
        Objects.requireNonNull(text, "text is null");
    }

    /** Union of the plain terms, then the intersections, then the exclusions; in inventory order. */
    public List<Host> select(Inventory inventory) {
        List<String> terms = List.of(text.split("[:,]"));
        return inventory.hosts().stream()
                .filter(h -> terms.stream().anyMatch(t -> !t.startsWith("!") && !t.startsWith("&") && names(t, h)))
                .filter(h -> terms.stream().allMatch(t -> !t.startsWith("&") || names(t.substring(1), h)))
                .filter(h -> terms.stream().noneMatch(t -> t.startsWith("!") && names(t.substring(1), h))).toList();
    }

    private static boolean names(String term, Host host) {
        return host.name().equals(term) || host.groups().contains(term);
    }
}
