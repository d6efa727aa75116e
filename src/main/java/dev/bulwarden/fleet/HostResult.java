package dev.bulwarden.fleet;

import dev.bulwarden.inventory.Host;
import java.util.Objects;

/**
 * How one host of a run ended.
 *
 * @param <T> what was to be found out or done
 */
public sealed interface HostResult<T> {
    Host host();

    /** The work ended with a value, good or bad. */
    record Done<T>(Host host, T value) implements HostResult<T> {
        public Done {
            Objects.requireNonNull(host, "host is null");
            Objects.requireNonNull(value, "value is null");
        }
    }

    /** The work was not started; nothing was done on the host. */
    record NotStarted<T>(Host host, String why) implements HostResult<T> {
        public NotStarted {
            Objects.requireNonNull(host, "host is null");
            Objects.requireNonNull(why, "why is null");
        }
    }

    /** The work broke on a fault of this program. Other hosts are not affected; what was done on this one is in its journal. */
    record Crashed<T>(Host host, Throwable bug) implements HostResult<T> {
        public Crashed {
            Objects.requireNonNull(host, "host is null");
            Objects.requireNonNull(bug, "bug is null");
        }
    }
}
