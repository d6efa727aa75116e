package dev.bulwarden.fact;

import java.util.Objects;
import java.util.Optional;

/**
 * A change of {@code /etc/group} to be shown like a {@link Candidate}.
 *
 * @param user the member that comes or goes; empty for the group itself
 */
public record GroupEdit(Kind kind, String group, Optional<String> user) {
    /** What becomes of the group. */
    public enum Kind {
        CREATE_GROUP, DELETE_GROUP, ADD_MEMBER, REMOVE_MEMBER
    }

    public GroupEdit {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(group, "group is null");
        Objects.requireNonNull(user, "user is null");
    }
}
