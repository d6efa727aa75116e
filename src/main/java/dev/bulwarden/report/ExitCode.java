package dev.bulwarden.report;

import java.util.Collection;
import java.util.Comparator;

/** The exit codes of the program, mildest first; the worst host decides. */
public enum ExitCode {
    /** Done, nothing pending. */
    DONE(0),
    /** Changes pending, drift, a failed audit, or hosts left unstarted. */
    PENDING(2),
    /** Refused or blocked; the host is as it was. */
    REFUSED(5),
    /** Bad files, or a host that cannot be reached. */
    ERROR(1),
    /** A host was changed and put back. */
    ROLLED_BACK(3),
    /** The state of a host is in doubt, or it is stranded. */
    IN_DOUBT(4),
    /** The command line itself is wrong. */
    USAGE(64);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the shell sees. */
    public int number() {
        return number;
    }

    /** The worst of several; {@link #DONE} of none. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        return codes.stream().max(Comparator.naturalOrder()).orElse(DONE);
    }
}
