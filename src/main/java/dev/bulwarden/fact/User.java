package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An account.
 *
 * @param gid its primary group
 * @param groups the names of all its groups, primary first; a group without a name is a number
 * @param shell as passwd names it; an empty field is {@code /bin/sh}
 * @param shellUsable whether the shell exists and can be executed
 * @param aging what shadow(5) says about time
 */
public record User(String name, int uid, int gid, List<String> groups, String home, String shell, boolean shellUsable,
        Password password, Aging aging) {
    /** What the password field holds; never the hash. */
    public enum Password {
        /** Starts with {@code !}: with {@code UsePAM no} sshd refuses every login of it, keys too. */
        LOCKED,
        /** No password is needed. */
        EMPTY,
        /** A hash. */
        SET,
        /** Something no password can match, such as {@code *}. */
        IMPOSSIBLE,
        /** No entry in shadow. */
        UNKNOWN
    }

    /**
     * Days since 1970, or counts of days; empty: the field is.
     *
     * @param changed last change of the password; 0: it must be changed at the next login
     * @param longest after so many days it must be changed
     * @param inactive so many days after that the account is disabled
     * @param expires the day the account is disabled
     */
    public record Aging(OptionalLong changed, OptionalLong longest, OptionalLong inactive, OptionalLong expires) {}

    public User {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(home, "home is null");
        Objects.requireNonNull(shell, "shell is null");
        Objects.requireNonNull(password, "password is null");
        Objects.requireNonNull(aging, "aging is null");
        groups = List.copyOf(groups);
    }
}
