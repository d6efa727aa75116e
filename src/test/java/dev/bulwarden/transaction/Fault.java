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

    /** The host's clock is set before the call. */
    record HostClockSet(Duration by) implements Fault {}

    /** The controller's clock is set before the call. */
    record ControllerClockSet(Duration by) implements Fault {}

    /** The host sleeps, or is paused, and does it when it wakes. */
    record HostSleeps(Duration time) implements Fault {}

    /** The controller sleeps, then calls. */
    record ControllerSleeps(Duration time) implements Fault {}

    /** The host restarts before it hears of the call; the link breaks. */
    record HostRestarts() implements Fault {}
}
