package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.playbook.Play;
import dev.bulwarden.playbook.Play.ForeignMatch;
import dev.bulwarden.playbook.Play.Placement;
import dev.bulwarden.playbook.Play.Protected;
import dev.bulwarden.playbook.Playbook;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Rollout;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes one desired state of all plays that select a host. */
final class Layering {

    static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    private Layering() {}

    static Checked<DesiredState> of(Playbook playbook, Inventory inventory, Host host,
            Function<Play, Checked<Play>> substitution, LocalDate today) {
        List<Diagnostic> found = new ArrayList<>();
        List<Play> plays = new ArrayList<>();
        for (Play play : playbook.plays()) {
            if (selects(play.hosts(), inventory, host)) {
                Checked<Play> filled = substitution.apply(play);
                found.addAll(filled.diagnostics());
                plays.add(filled instanceof Checked.Accepted<Play>(var value, var _) ? value : play);
            }
        }
        return Checked.of(layered(plays, inventory, host, today), found);
    }

    private static DesiredState layered(List<Play> plays, Inventory inventory, Host host, LocalDate today) {
        Layers layers = new Layers();
        for (int i = 0; i < plays.size(); i++) {
            for (Requirement requirement : plays.get(i).requirements()) {
                layers.add(i + " " + requirement.item().layer(), requirement);
            }
        }
        Set<Protected> protect = new LinkedHashSet<>();
        plays.forEach(play -> protect.addAll(play.protect()));
        Waivers waivers = Waivers.of(plays, inventory, host, today);
        List<Diagnostic> notes = new ArrayList<>(layers.notes());
        notes.addAll(waivers.notes());
        return new DesiredState(host.name(), layers.requirements(),
                last(plays, Play::placement).orElse(Placement.IN_PLACE),
                last(plays, Play::foreignMatch).orElse(ForeignMatch.BLOCK), List.copyOf(protect), patience(plays),
                plays.isEmpty() ? Rollout.USUAL : plays.getFirst().rollout(), waivers.holding(), List.of(), notes);
    }

    private static boolean selects(HostPattern pattern, Inventory inventory, Host host) {
        return pattern.select(inventory).stream().anyMatch(h -> h.name().equals(host.name()));
    }

    private static Duration patience(List<Play> plays) {
        return plays.stream().flatMap(p -> p.confirmWithin().stream()).max(Duration::compareTo).orElse(USUAL_PATIENCE);
    }

    private static <T> Optional<T> last(List<Play> plays, Function<Play, Optional<T>> part) {
        return plays.stream().flatMap(p -> part.apply(p).stream()).reduce((_, later) -> later);
    }
}
