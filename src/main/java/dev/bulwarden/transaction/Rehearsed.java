package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.List;
import java.util.Objects;

/** How a {@link Rehearsal} ended. */
sealed interface Rehearsed {
    /**
     * Nobody was turned away.
     *
     * @param users who logged in
     * @param missing what was not rehearsed, and why
     */
    record Passed(List<String> users, List<Diagnostic> missing) implements Rehearsed {
        public Passed {
            users = List.copyOf(users);
            missing = List.copyOf(missing);
        }
    }

    /** The host as it is on disk would not let our own login in: there is no safe way back, so that nothing may be begun. */
    record NoWayBack(Diagnostic why) implements Rehearsed {
        public NoWayBack {
            Objects.requireNonNull(why, "why is null");
        }
    }

    /** Somebody who must get in would not. */
    record Failed(Diagnostic why) implements Rehearsed {
        public Failed {
            Objects.requireNonNull(why, "why is null");
        }
    }
}
