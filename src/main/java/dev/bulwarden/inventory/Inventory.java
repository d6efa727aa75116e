package dev.bulwarden.inventory;

import java.util.List;

/**
 * All hosts in the order they are written, and the groups they are in.
 *
 * @param hosts unique by name
 * @param groups every group, {@code all} included
 */
public record Inventory(List<Host> hosts, List<Group> groups) {
    /** A group with all its hosts, those of its children included. */
    public record Group(String name, List<String> hosts) {
        public Group {
            hosts = List.copyOf(hosts);
        }
    }

    public Inventory {
        hosts = List.copyOf(hosts);
        groups = List.copyOf(groups);
    }
}
