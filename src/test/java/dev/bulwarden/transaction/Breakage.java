package dev.bulwarden.transaction;

/** A safeguard taken away on purpose, to show that the simulation would notice. */
enum Breakage {
    /** install and reload go ahead without the lease. */
    NO_FENCE,
    /** The rehearsal is taken for granted. */
    NO_REHEARSAL,
    /** The fresh login is taken for granted. */
    NO_FRESH_LOGIN,
    /** release says applied though the lease is gone. */
    NO_RELEASE_CHECK,
    /** restore says it is done and does nothing. */
    NO_RESTORE,
    /** The dead-man's switch is never set. */
    NO_SWITCH,
    /** The switch goes by the host's time of day, which may be set back. */
    SWITCH_BY_TIME_OF_DAY,
    /** The controller measures by its time of day when the host will have settled. */
    MEASURED_BY_TIME_OF_DAY,
    /** settle believes how far the journal says the transaction came. */
    SETTLE_TRUSTS_THE_JOURNAL,
    /** settle ends what another controller may still want. */
    SETTLE_STEALS,
    /** settle confirms what was installed and never confirmed. */
    SETTLE_CONFIRMS,
    /** The switch is never set, and install insists on it as it should: nobody is harmed, and nothing ever works. */
    SWITCH_ALWAYS_GONE
}
