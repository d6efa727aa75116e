package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a transaction on one host ended. */
public sealed interface Outcome {
    /** There was nothing to do; nothing was touched. */
    record Unchanged() implements Outcome {}

    /**
     * The host is as planned, proven by a fresh login.
     *
     * @param transaction its id on the host, by which it can be undone
     * @param missing what was not rehearsed before, and why
     * @param notes what else the operator must know
     */
    record Applied(String transaction, List<Diagnostic> missing, List<Diagnostic> notes) implements Outcome {
        public Applied {
            Objects.requireNonNull(transaction, "transaction is null");
            missing = List.copyOf(missing);
            notes = List.copyOf(notes);
        }

        /** Nothing else. */
        public Applied(String transaction, List<Diagnostic> missing) {
            this(transaction, missing, List.of());
        }
    }

    /** A step refused before anything took effect; the host is as it was. */
    record Refused(Step step, Diagnostic why) implements Outcome {}

    /** The planner would not let it begin; the host is as it was. */
    record Blocked(List<Diagnostic> why) implements Outcome {
        public Blocked {
            why = List.copyOf(why);
        }
    }

    /** A step failed and the host was put back as it was, proven by a fresh login. */
    record RolledBack(String transaction, Step step, Diagnostic why) implements Outcome {}

    /**
     * The host cannot be asked in what state it is, or has not decided yet.
     *
     * @param settledBy by the controller's clock, when the host has certainly decided alone, if it keeps running; empty: it was never known to
     *        hold the change, or has decided already
     * @param console what to type on the host's console, for who cannot wait
     */
    record InDoubt(String transaction, Step step, Diagnostic why, Optional<Instant> settledBy,
            List<String> console) implements Outcome {
        public InDoubt {
            Objects.requireNonNull(settledBy, "settledBy is null");
            console = List.copyOf(console);
        }
    }

    /** The host could not be put back, or nobody can show that it was. */
    record Stranded(String transaction, Step step, Diagnostic why, List<String> console) implements Outcome {
        public Stranded {
            console = List.copyOf(console);
        }
    }

    /** The host could not be reached or logged in to at all; nothing was begun. */
    record Unreached(Diagnostic why, boolean unreachable) implements Outcome {}
}
