package dev.bulwarden.fleet;

/** What a host's result means for the rest of the run. */
public enum Health {
    /** Go on. */
    FINE,
    /** Counts against {@code max_failures}. */
    FAILED,
    /** Counts against {@code max_unreachable}. */
    UNREACHABLE,
    /** Nobody can say in what state the host is: start nothing more, whatever the limits. */
    STOP
}
