package dev.bulwarden.fact;

import java.util.Objects;
import java.util.Optional;

/**
 * Who might log in, and from where.
 *
 * @param user an account name; it need not exist
 * @param address numeric; empty: where our own connection comes from
 */
public record Visitor(String user, Optional<String> address) {
    public Visitor {
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(address, "address is null");
    }

    /** The user, from where we come from. */
    public static Visitor from(String user) {
        return new Visitor(user, Optional.empty());
    }
}
