package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Collections;
import java.util.LinkedHashMap;

/**
 * What earlier transactions left under {@code /var/lib/bulwarden}.
 *
 * @param exists whether the folder is there
 * @param unsafe why it must not be used, such as a parent that others can write to; empty: it is safe, or can be made
 * @param lease who holds the host now
 * @param transactions verdict by transaction id, oldest first; empty verdict: never settled
 * @param manifest the manifest of the newest transaction that was applied, one char a byte
 * @param freeKilobytes free space where the folder is, or would be
 * @param freeKilobytesEtc free space in {@code /etc}
 */
public record OwnState(boolean exists, Optional<String> unsafe, Optional<Lease> lease,
        SequencedMap<String, String> transactions, Optional<String> manifest, long freeKilobytes,
        long freeKilobytesEtc) {
    /**
     * A transaction that is not settled.
     *
     * @param phase the lease file's suffix
     * @param text its first line
     */
    public record Lease(String phase, String text) {}

    public OwnState {
        Objects.requireNonNull(unsafe, "unsafe is null");
        Objects.requireNonNull(lease, "lease is null");
        Objects.requireNonNull(manifest, "manifest is null");
        transactions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(transactions));
    }

    /** The id of the newest transaction that was applied. */
    public Optional<String> lastApplied() {
        return newestFirst().stream().filter(id -> "applied".equals(transactions.get(id))).findFirst();
    }

    /** Ids of transactions with their outcomes, newest first. */
    public List<String> newestFirst() {
        return List.copyOf(transactions.reversed().keySet());
    }
}
