package dev.bulwarden.transaction;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.inventory.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be done to one host, in full. Nothing is thought about again: where the host differs from it, the transaction is refused.
 *
 * @param host how it is reached
 * @param sshd absolute path of the host's sshd
 * @param daemon how sshd is run there, as surveyed
 * @param edits files in the order they are installed
 * @param actions what is not a file, done before the files
 * @param expectation what must be true afterwards
 * @param managed what goes into the manifest
 * @param confirmWithin how long after the lease is taken the host restores itself, unless it was released; whole seconds
 * @param who who does it
 * @param previous the transaction applied there before this one, {@code ""}: there was none; empty: not known
 */
public record Request(Host host, String sshd, Daemon daemon, List<FileEdit> edits, List<Action> actions,
        Expectation expectation, Managed managed, Duration confirmWithin, Who who, Optional<String> previous) {
    /**
     * Who does it, and why; written into the manifest and shown to whoever finds the lease.
     *
     * @param transaction id on the host: letters, digits and dashes, sorted by time
     * @param run the run on the controller
     * @param operator user and controller, as {@code ops@desk}
     * @param reason what {@code --reason} said, else empty
     * @param at when it began
     */
    public record Who(String transaction, String run, String operator, String reason, Instant at) {
        public Who {
            if (TransactionId.of(transaction).isEmpty()) {
                throw new IllegalArgumentException("not a transaction id: " + transaction);
            }
            Objects.requireNonNull(run, "run is null");
            Objects.requireNonNull(operator, "operator is null");
            Objects.requireNonNull(reason, "reason is null");
            Objects.requireNonNull(at, "at is null");
        }
    }

    /** How long the host waits when nobody says. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    /** With {@link #USUAL_PATIENCE}; what came before it is not known. */
    public Request(Host host, String sshd, Daemon daemon, List<FileEdit> edits, List<Action> actions,
            Expectation expectation, Managed managed, Who who) {
        this(host, sshd, daemon, edits, actions, expectation, managed, USUAL_PATIENCE, who, Optional.empty());
    }

    public Request {
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(sshd, "sshd is null");
        Objects.requireNonNull(daemon, "daemon is null");
        Objects.requireNonNull(expectation, "expectation is null");
        Objects.requireNonNull(managed, "managed is null");
        Objects.requireNonNull(who, "who is null");
        Objects.requireNonNull(previous, "previous is null");
        if (confirmWithin.compareTo(Duration.ofSeconds(5)) < 0 || confirmWithin.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("neither 5 s nor 10 min, nor between: " + confirmWithin);
        }
        edits = List.copyOf(edits);
        actions = List.copyOf(actions);
    }
}
