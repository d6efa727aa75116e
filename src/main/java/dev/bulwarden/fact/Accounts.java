package dev.bulwarden.fact;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accounts and groups as the host's name services know them.
 *
 * @param users by name: those asked for, as far as they exist, and every account that can be listed
 * @param groups by name: those asked for, as far as they exist, and all that can be listed
 * @param complete false when there were more accounts than a survey lists
 */
public record Accounts(SortedMap<String, User> users, SortedMap<String, Group> groups, boolean complete) {
    /** A group; members are those listed in it, not those that have it as primary group. */
    public record Group(String name, int gid, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    public Accounts {
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }
}
