package dev.bulwarden.transaction;

import dev.bulwarden.change.Digest;
import dev.bulwarden.plan.Manifest;
import java.util.Objects;

/**
 * What a transaction left on a host, by which it can be undone.
 *
 * @param verdict {@code applied}, {@code restored-…}, or {@code none} while it is under way
 * @param kibibytes room it takes
 * @param digest of the manifest as it lies there
 */
public record Backup(Manifest manifest, String verdict, long kibibytes, Digest digest) {
    public Backup {
        Objects.requireNonNull(manifest, "manifest is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(digest, "digest is null");
    }

    /** Whether nothing will become of it any more. */
    public boolean decided() {
        return !verdict.equals("none");
    }

    /** Whether the host became what the transaction wanted. */
    public boolean applied() {
        return verdict.equals("applied");
    }
}
