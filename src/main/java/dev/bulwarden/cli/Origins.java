package dev.bulwarden.cli;

import dev.bulwarden.change.Digest;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.InventoryReader.Source;
import dev.bulwarden.plan.Plan;
import dev.bulwarden.plan.PlanFile;
import dev.bulwarden.transaction.Prepared;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What plans are made from, so that they are only applied while it still holds. */
final class Origins {
    private Origins() {}

    static Plan.Origin of(List<Source> inventory, Path playbook, Instant now, List<String> accepted)
            throws UserError {
        return new Plan.Origin(new Bulwarden.Version().getVersion()[0], PlanFile.sha256(Inputs.read(playbook)),
                digest(inventory), now, accepted);
    }

    /** The hosts for which there is a plan; the others cannot be in a file. */
    static Plan plan(Plan.Origin origin, List<HostResult<Prepared>> results) {
        return new Plan(origin, results.stream()
                .filter(r -> r instanceof HostResult.Done<Prepared>(var _, Prepared.Planned _)).map(Origins::entry)
                .toList());
    }

    private static Plan.Entry entry(HostResult<Prepared> result) {
        if (result instanceof HostResult.Done<Prepared>(var host, Prepared.Planned(var plan, var _, var link))) {
            return new Plan.Entry(plan, host.endpoint(), Optional.of(link.hostKeyFingerprint()), List.of());
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
