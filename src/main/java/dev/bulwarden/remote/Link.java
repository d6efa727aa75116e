package dev.bulwarden.remote;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The connection a {@link Remote} runs over.
 *
 * @param user the account logged in as
 * @param address the host's address as connected to (numeric)
 * @param port the host's port as connected to
 * @param hostKeyType such as {@code ssh-ed25519}
 * @param hostKeyFingerprint {@code SHA256:…} as ssh-keygen prints it
 * @param key fingerprint of the key the host took, likewise; empty: it is not known, or it was none
 * @param pinned types of the host's keys that known_hosts believes; empty: an authority vouches for it
 */
public record Link(String user, String address, int port, String hostKeyType, String hostKeyFingerprint,
        Optional<String> key, Set<String> pinned) {
    public Link {
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(hostKeyType, "hostKeyType is null");
        Objects.requireNonNull(hostKeyFingerprint, "hostKeyFingerprint is null");
        Objects.requireNonNull(key, "key is null");
        pinned = Set.copyOf(pinned);
    }
}
