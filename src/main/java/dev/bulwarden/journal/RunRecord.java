package dev.bulwarden.journal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One line of a journal. */
public sealed interface RunRecord {
    /** By the controller's clock. */
    Instant at();

    /**
     * A run began. The first line of every journal.
     *
     * @param run its id
     * @param command what was asked for, such as {@code apply}
     * @param operator account on the controller
     * @param sudoUser who became that account by sudo; may be empty
     * @param controller host name of the controller
     * @param reason what {@code --reason} said; may be empty
     * @param plan SHA-256 of the plan file or playbook
     */
    record Begun(Instant at, String run, String command, String operator, String sudoUser, String controller,
            String reason, String plan) implements RunRecord {
        public Begun {
            Objects.requireNonNull(at, "at is null");
        }
    }

    /**
     * A transaction entered a step.
     *
     * @param transaction its id on the host
     */
    record Stepped(Instant at, String host, String transaction, String step) implements RunRecord {
        public Stepped {
            Objects.requireNonNull(at, "at is null");
        }
    }

    /**
     * A host of the run is done with.
     *
     * @param transaction its id on the host; may be empty
     * @param outcome such as {@code applied}
     * @param why one line; may be empty
     * @param settledBy of an outcome in doubt, when the host has decided alone, if that is known
     */
    record Ended(Instant at, String host, String transaction, String outcome, String why,
            Optional<Instant> settledBy) implements RunRecord {
        public Ended {
            Objects.requireNonNull(at, "at is null");
            Objects.requireNonNull(settledBy, "settledBy is null");
        }

        /** Of an outcome that is certain. */
        public Ended(Instant at, String host, String transaction, String outcome, String why) {
            this(at, host, transaction, outcome, why, Optional.empty());
        }
    }
}
