package dev.bulwarden.journal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A transaction whose end no journal here knows, and whose run is no longer under way.
 *
 * @param host as the inventory named it
 * @param step the last one it entered
 * @param settledBy when the host has decided alone, if that was known
 */
public record Unfinished(String host, String transaction, String step, Optional<Instant> settledBy) {
    public Unfinished {
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(transaction, "transaction is null");
        Objects.requireNonNull(step, "step is null");
        Objects.requireNonNull(settledBy, "settledBy is null");
    }
}
