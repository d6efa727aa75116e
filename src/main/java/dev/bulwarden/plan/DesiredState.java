package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Play.ForeignMatch;
import dev.bulwarden.playbook.Play.Placement;
import dev.bulwarden.playbook.Play.Protected;
import dev.bulwarden.playbook.Playbook;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.playbook.Substitution;
import dev.bulwarden.playbook.Waiver;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything the plays that select one host ask of it, layered into one, with its variables substituted.
 *
 * @param host its name in the inventory
 * @param requirements each subject once; Match blocks in the order they must be read
 * @param placement where settings are written
 * @param foreignMatch what happens to Match blocks of others that decide what we set
 * @param protect who must still get in, besides our own login
 * @param confirmWithin the largest any play says, else 60 seconds
 * @param rollout that of the first play that selects the host
 * @param waivers those that hold here today
 * @param accepted ids of guards whose errors the operator accepts for this run
 * @param notes which layer won over which, waivers that expired or soon will
 */
public record DesiredState(String host, List<Requirement> requirements, Placement placement, ForeignMatch foreignMatch,
        List<Protected> protect, Duration confirmWithin, Rollout rollout, List<Waiver> waivers,
        List<String> accepted, List<Diagnostic> notes) {

    public DesiredState {
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(placement, "placement is null");
        Objects.requireNonNull(foreignMatch, "foreignMatch is null");
        Objects.requireNonNull(confirmWithin, "confirmWithin is null");
        Objects.requireNonNull(rollout, "rollout is null");
        requirements = List.copyOf(requirements);
        protect = List.copyOf(protect);
        waivers = List.copyOf(waivers);
        accepted = List.copyOf(accepted);
        notes = List.copyOf(notes);
    }

    /**
     * Layers every play that selects the host.
     *
     * @param known variables besides the host's own, such as {@code local_address}, the server's address of our connection
     * @param today the day waivers are judged by
     */
    public static Checked<DesiredState> of(Playbook playbook, Inventory inventory, Host host, Map<String, String> known,
            LocalDate today) {
        Map<String, String> variables = new LinkedHashMap<>(host.variables());
        variables.putAll(known);
        return Layering.of(playbook, inventory, host, new Substitution(variables)::apply, today);
    }

    /** What is asked of a host that is put back: that these get in. */
    static DesiredState back(Host host, List<Protected> protect, List<String> accepted, List<Diagnostic> notes) {
        return new DesiredState(host.name(), List.of(), Placement.IN_PLACE, ForeignMatch.BLOCK, protect,
                Layering.USUAL_PATIENCE, Rollout.USUAL, List.of(), accepted, notes);
    }

    /** The same, with the errors of these guards accepted. */
    public DesiredState accepting(List<String> guards) {
        return new DesiredState(host, requirements, placement, foreignMatch, protect, confirmWithin, rollout, waivers,
                guards, notes);
    }

    /** The waiver that holds for an item here today. */
    public Optional<Waiver> waiver(Item item) {
        return waivers.stream().filter(w -> w.item().equals(item.id())).findFirst();
    }
}
