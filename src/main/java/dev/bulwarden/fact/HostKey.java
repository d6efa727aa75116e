package dev.bulwarden.fact;

import java.util.Objects;
import java.util.Optional;

/**
 * A host key file that {@code sshd -T} lists.
 *
 * @param path the private key
 * @param owner empty: the file is missing
 * @param type such as {@code ED25519} or {@code RSA}, and bits; both from its public half, empty and 0 when ssh-keygen cannot tell
 * @param fingerprint {@code SHA256:…}
 */
public record HostKey(String path, Optional<Ownership> owner, String type, int bits, String fingerprint) {
    public HostKey {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(owner, "owner is null");
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(fingerprint, "fingerprint is null");
    }
}
