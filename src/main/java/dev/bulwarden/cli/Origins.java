package dev.bulwarden.cli;

import dev.bulwarden.change.Digest;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.InventoryReader.Source;
import dev.bulwarden.plan.Plan;
import dev.bulwarden.plan.PlanFile;
import dev.bulwarden.plan.PlanWaiver;
import dev.bulwarden.transaction.Prepared;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What plans are made from, so that they are only applied while it still holds. */
final class Origins {
    private Origins() {}

    /** To be asked before the files are read for the plan: whoever changes one meanwhile makes the plan one that is refused. */
    static Plan.Origin of(List<Source> inventory, List<Plan.ReadFile> playbook, Instant now, List<String> accepted) {
        return new Plan.Origin(version(), playbook, digest(inventory), now, accepted);
    }

    /** Of this program. */
    static String version() {
        return new Bulwarden.Version().getVersion()[0];
    }

    /** The hosts for which there is a plan; the others cannot be in a file. */
    static Plan plan(Plan.Origin origin, Preparing preparing, List<HostResult<Prepared>> results) {
        return new Plan(origin, preparing.rollouts(), results.stream()
                .filter(r -> r instanceof HostResult.Done<Prepared>(var _, Prepared.Planned _))
                .map(r -> entry(preparing, r)).toList());
    }

    private static Plan.Entry entry(Preparing preparing, HostResult<Prepared> result) {
        if (result instanceof HostResult.Done<Prepared>(var host, Prepared.Planned(var plan, var facts, var link))) {
            return new Plan.Entry(plan, host.endpoint(), Optional.of(link.hostKeyFingerprint()),
                    preparing.waivers(host, facts).stream().map(PlanWaiver::of).toList(), preparing.rollout(host));
        }
        throw new IllegalArgumentException("no plan for " + result.host().name());
    }

    /** Whether an inventory read now is the one a plan was made from. */
    static boolean same(Plan.Origin origin, List<Source> inventory) {
        return digest(inventory).equals(origin.inventory());
    }

    private static Digest digest(List<Source> inventory) {
        return PlanFile.sha256(String.join("\0", inventory.stream().map(s -> s.name() + "\0" + s.text()).toList()));
    }
}
