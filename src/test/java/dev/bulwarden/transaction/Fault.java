package dev.bulwarden.transaction;

import java.time.Duration;

/** What goes wrong with one call of a verb. */
sealed interface Fault {
    /** The link breaks before the host hears of it. */
    record LostBefore() implements Fault {}

    /** The host does it, but its answer is lost. */
    record LostAfter() implements Fault {}

    /** The link breaks, and the host does it only after a while. */
    record Late(Duration after) implements Fault {}

    /** The host begins only after a while, and answers. */
    record Slow(Duration before) implements Fault {}

    /** The controller's thread is interrupted while it waits; the host does it. */
    record Interrupted() implements Fault {}

    /** The controller dies before the call. */
    record KilledBefore() implements Fault {}

    /** The controller dies after the call was done and before it knows. */
    record KilledAfter() implements Fault {}
}
