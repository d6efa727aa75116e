package dev.bulwarden.guard;

import java.util.Objects;

/**
 * What keeps sshd from taking a key.
 *
 * @param id the lockout it is a case of
 * @param what in words that follow "could not log in:"
 * @param remedy an imperative phrase
 */
public record Hindrance(String id, String what, String remedy) {
    public Hindrance {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(what, "what is null");
        Objects.requireNonNull(remedy, "remedy is null");
    }
}
