package dev.bulwarden.guard;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One account that must get in, from one address, and what sshd would say to it.
 *
 * @param user its name
 * @param own whether it is the login in use: it comes with a key, and nobody answers questions
 * @param address numeric, where it comes from
 * @param groups all its groups, once the actions are done
 * @param account what the host knows of it
 * @param before effective settings for it now
 * @param after effective settings for it afterwards
 * @param from where it comes from, in words for messages: the address, or what it stands for
 */
public record Door(String user, boolean own, String address, List<String> groups,
        Optional<dev.bulwarden.fact.User> account,
        Settings before, Settings after, String from) {
    public Door {
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(address, "address is null");
        groups = List.copyOf(groups);
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(before, "before is null");
        Objects.requireNonNull(after, "after is null");
        Objects.requireNonNull(from, "from is null");
    }

    /** An address that stands for nothing but itself. */
    public Door(String user, boolean own, String address, List<String> groups,
            Optional<dev.bulwarden.fact.User> account, Settings before, Settings after) {
        this(user, own, address, groups, account, before, after, address);
    }

    /** The one that counts most: our own login, where it is among them. */
    static Door worst(List<Door> doors) {
        return doors.stream().filter(Door::own).findFirst().orElseGet(doors::getFirst);
    }

    /** For messages that stand for many: the first, and how many more. */
    static String several(List<Door> doors) {
        return doors.getFirst() + (doors.size() > 1 ? " and " + (doors.size() - 1) + " more" : "");
    }

    /** For messages: {@code our own login bulwarden from 192.0.2.1}. */
    @Override
    public String toString() {
        return (own ? "our own login " : "") + user + " from " + from;
    }
}
