package dev.bulwarden.inventory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to log in as one user.
 *
 * @param user the account on the host
 * @param identityFiles private keys on the controller, in order; {@code ~} already resolved. Empty: the agent and the usual files
 * @param certificateFile an OpenSSH user certificate for the first identity
 * @param passphrase where the passphrase of an encrypted identity comes from
 * @param become how this login becomes root
 * @param becomePassword where sudo's password comes from; empty: sudo must not ask
 */
public record Login(String user, List<String> identityFiles, Optional<String> certificateFile,
        Optional<Secret> passphrase, Become become, Optional<Secret> becomePassword) {
    /** How a login becomes root. */
    public enum Become {
        /** It is root already, or needs no root. */
        NONE,
        /** Through sudo. */
        SUDO
    }

    public Login {
        Objects.requireNonNull(user, "user is null");
        identityFiles = List.copyOf(identityFiles);
        Objects.requireNonNull(certificateFile, "certificateFile is null");
        Objects.requireNonNull(passphrase, "passphrase is null");
        Objects.requireNonNull(become, "become is null");
        Objects.requireNonNull(becomePassword, "becomePassword is null");
    }
}
