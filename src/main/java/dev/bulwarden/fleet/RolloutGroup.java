package dev.bulwarden.fleet;

import dev.bulwarden.inventory.Host;
import dev.bulwarden.playbook.Rollout;
import java.util.List;
import java.util.Objects;

/**
 * Hosts that are rolled out together, such as those of one play.
 *
 * @param rollout in which batches, and when to stop; counted within the group
 */
public record RolloutGroup(Rollout rollout, List<Host> hosts) {
    public RolloutGroup {
        Objects.requireNonNull(rollout, "rollout is null");
        hosts = List.copyOf(hosts);
    }
}
