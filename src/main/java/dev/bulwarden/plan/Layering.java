package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
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

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    private Layering() {}

    static Checked<DesiredState> of(Playbook playbook, Inventory inventory, Host host, Substitutions substitutions,
            LocalDate today) {
        List<Play> plays = playbook.plays().stream()
                .filter(p -> p.hosts().select(inventory).stream().anyMatch(h -> h.name().equals(host.name()))).toList();
        Layers layers = new Layers();
        for (int i = 0; i < plays.size(); i++) {
            for (Requirement requirement : plays.get(i).requirements()) {
                layers.add(i + " " + requirement.item().layer(), substitutions.requirement(requirement));
            }
        }
        Set<Protected> protect = new LinkedHashSet<>();
        plays.forEach(play -> play.protect().forEach(who -> protect.add(substitutions.protectedUser(who))));
        Waivers waivers = Waivers.of(plays, inventory, host, today);
        List<Diagnostic> notes = new ArrayList<>(layers.notes());
        notes.addAll(waivers.notes());
        DesiredState desired = new DesiredState(host.name(), layers.requirements(),
                last(plays, Play::placement).orElse(Placement.IN_PLACE),
                last(plays, Play::foreignMatch).orElse(ForeignMatch.BLOCK), List.copyOf(protect), patience(plays),
                plays.isEmpty() ? Rollout.USUAL : plays.getFirst().rollout(), waivers.holding(), notes);
        return Checked.of(desired, substitutions.errors());
    }

    private static Duration patience(List<Play> plays) {
        return plays.stream().flatMap(p -> p.confirmWithin().stream()).max(Duration::compareTo).orElse(USUAL_PATIENCE);
    }

    private static <T> Optional<T> last(List<Play> plays, Function<Play, Optional<T>> part) {
        return plays.stream().flatMap(p -> part.apply(p).stream()).reduce((_, later) -> later);
    }
}
