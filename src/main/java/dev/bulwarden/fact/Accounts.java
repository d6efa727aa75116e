package dev.bulwarden.fact;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accounts and groups as the host's name services know them.
 *
 * @param users by name: those asked for and those who may become root (uid 0, sudo, wheel, admin), as far as they exist, and every account that
 *     can be listed
 * @param groups by name: those asked for, as far as they exist, and all that can be listed
 * @param omitted how many accounts there are beyond what a survey lists
 */
public record Accounts(SortedMap<String, User> users, SortedMap<String, Group> groups, int omitted) {
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

    /** As if accounts were left out or not. */
    public Accounts(SortedMap<String, User> users, SortedMap<String, Group> groups, boolean complete) {
        this(users, groups, complete ? 0 : 1);
    }

    /** False when there are more accounts than a survey lists. */
    public boolean complete() {
        return omitted == 0;
    }

    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }
}
