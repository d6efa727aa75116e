package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.remote.Link;
import java.util.Objects;

/** What {@link Preparation} found out about one host. */
public sealed interface Prepared {
    /** There is a plan, confirmed by the host's own sshd if it would change anything. */
    record Planned(HostPlan plan, HostFacts facts, Link link) implements Prepared {
        public Planned {
            Objects.requireNonNull(plan, "plan is null");
            Objects.requireNonNull(facts, "facts is null");
            Objects.requireNonNull(link, "link is null");
        }
    }

    /**
     * The host could not be reached, logged in to or understood.
     *
     * @param unreachable nobody answered; otherwise it answered and something else was wrong
     */
    record Failed(Diagnostic why, boolean unreachable) implements Prepared {
        public Failed {
            Objects.requireNonNull(why, "why is null");
        }
    }
}
