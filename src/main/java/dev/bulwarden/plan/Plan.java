package dev.bulwarden.plan;

import dev.bulwarden.change.Digest;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.playbook.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What would happen to every host selected, and what it was made from.
 *
 * @param origin what it was made from, and when
 * @param rollouts of the groups of hosts, in the order in which they are begun
 * @param hosts in inventory order
 */
public record Plan(Origin origin, List<Rollout> rollouts, List<Entry> hosts) {
    /** A file as it was read. */
    public record ReadFile(String path, Digest digest) {
        public ReadFile {
            Objects.requireNonNull(path, "path is null");
            Objects.requireNonNull(digest, "digest is null");
        }
    }

    /**
     * What a plan was made from. A plan is only applied while all of this still holds.
     *
     * @param tool version of the program
     * @param playbook the playbook and the profiles it names, in the order they were read
     * @param inventory digest of the inventory's files
     * @param accepted ids of guards whose errors the operator accepted for it
     */
    public record Origin(String tool, List<ReadFile> playbook, Digest inventory, Instant made, List<String> accepted) {
        public Origin {
            Objects.requireNonNull(tool, "tool is null");
            Objects.requireNonNull(inventory, "inventory is null");
            Objects.requireNonNull(made, "made is null");
            playbook = List.copyOf(playbook);
            accepted = List.copyOf(accepted);
        }
    }

    /**
     * One host of a plan.
     *
     * @param endpoint where it was found
     * @param hostKey fingerprint of the host key it showed there, as {@code SHA256:…}; empty: it was not reached
     * @param waivers those that held when the plan was made
     * @param rollout which of the plan's {@link #rollouts} is this host's
     */
    public record Entry(HostPlan plan, Endpoint endpoint, Optional<String> hostKey, List<PlanWaiver> waivers,
            int rollout) {
        public Entry {
            Objects.requireNonNull(plan, "plan is null");
            Objects.requireNonNull(endpoint, "endpoint is null");
            Objects.requireNonNull(hostKey, "hostKey is null");
            waivers = List.copyOf(waivers);
        }
    }

    public Plan {
        Objects.requireNonNull(origin, "origin is null");
        rollouts = List.copyOf(rollouts);
        hosts = List.copyOf(hosts);
        for (Entry entry : hosts) {
            if (entry.rollout() < 0 || entry.rollout() >= rollouts.size()) {
                throw new IllegalArgumentException(
                        entry.plan().host() + ": there is no roll-out number " + entry.rollout());
            }
        }
    }

    /** Whether any host would be changed. */
    public boolean changes() {
        return hosts.stream().anyMatch(h -> h.plan() instanceof HostPlan.Changes);
    }
}
