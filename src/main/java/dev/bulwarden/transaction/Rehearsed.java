package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.plan.HostPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a {@link Rehearsal} ended. */
sealed interface Rehearsed {
    /** The plan that was rehearsed, saying so, or blocked. */
    default HostPlan noted(HostPlan.Changes plan) {
        return switch (this) {
            case Passed(var users, var missing) -> {
                HostPlan noted = users.isEmpty()
                        ? plan
                        : plan.noting(new Diagnostic(Severity.INFO,
                                "rehearsed: over the new files these log in: " + String.join(", ", users),
                                Optional.empty(), Optional.empty()));
                for (Diagnostic one : missing) {
                    noted = noted.noting(one);
                }
                yield noted;
            }
            case NoWayBack(var why) -> new HostPlan.Blocked(plan.host(), List.of(why), plan.evidence(), plan.notes());
            case Failed(var why) -> new HostPlan.Blocked(plan.host(), List.of(why), plan.evidence(), plan.notes());
        };
    }

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
