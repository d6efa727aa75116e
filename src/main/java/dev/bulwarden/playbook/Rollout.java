package dev.bulwarden.playbook;

import java.util.List;
import java.util.Optional;

/**
 * How many hosts at a time, and when to stop.
 *
 * @param serial sizes of the batches; the last one repeats. Empty: all at once
 * @param maxFailures hosts that may fail before no further batch is started
 * @param maxUnreachable hosts that may be unreachable before no further batch is started
 * @param forks hosts worked on at once within a batch
 */
public record Rollout(List<Batch> serial, int maxFailures, int maxUnreachable, int forks) {
    /** All hosts in one batch, 64 at once, stop at the first failure. */
    public static final Rollout USUAL = new Rollout(List.of(), 0, 0, 64);

    /** The size of one batch. */
    public sealed interface Batch {
        /** So many hosts. */
        record Count(int hosts) implements Batch {}

        /** This share of all hosts, rounded down, at least one. */
        record Percent(int percent) implements Batch {}

        /** As it is written: a number, or a percentage. Empty: it is neither. */
        static Optional<Batch> of(String text) {
            if (!text.matches("[0-9]{1,6}%?")) {
                return Optional.empty();
            }
            return Optional.of(text.endsWith("%")
                    ? new Percent(Integer.parseInt(text.replace("%", "")))
                    : new Count(Integer.parseInt(text)));
        }

        /** What {@link #of} reads. */
        default String text() {
            return switch (this) {
                case Count(int hosts) -> String.valueOf(hosts);
                case Percent(int percent) -> percent + "%";
            };
        }
    }

    public Rollout {
        serial = List.copyOf(serial);
    }
}
