package dev.bulwarden.plan;

import dev.bulwarden.control.Visit;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.guard.Door;
import dev.bulwarden.guard.Finding;
import dev.bulwarden.guard.Guard;
import dev.bulwarden.guard.Settings;
import dev.bulwarden.guard.Situation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks the guards about one door after the other. What they find for every cell of a network is said once, of the network; what they find for
 * some cells is said of these together.
 *
 * @param situation what is judged, given the doors
 * @param general what they find about no door in particular
 */
record Asking(HostFacts facts, Paths paths, Function<List<Door>, Situation> situation, List<Finding> general) {

    Asking {
        general = List.copyOf(general);
    }

    static Asking of(HostFacts facts, Paths paths, Function<List<Door>, Situation> situation) {
        return new Asking(facts, paths, situation, Guard.findings(situation.apply(List.of())));
    }

    /** What they find, each text once. */
    List<Finding> all(Approaches approaches) {
        List<Finding> all = new ArrayList<>(general);
        approaches.groups().forEach(group -> all.addAll(about(group)));
        return all;
    }

    private List<Finding> about(List<Approach> group) {
        Map<Finding, List<Approach>> having = new LinkedHashMap<>();
        for (Approach approach : group) {
            found(approach, Approach.from(group, group))
                    .forEach(finding -> having.computeIfAbsent(finding, _ -> new ArrayList<>()).add(approach));
        }
        List<Finding> all = new ArrayList<>();
        having.forEach((finding, these) -> {
            Approach first = these.getFirst();
            List<Finding> named = found(first, Approach.from(these, group));
            all.add(named.get(found(first, Approach.from(group, group)).indexOf(finding)));
        });
        return all.stream().distinct().toList();
    }

    /** @param from how the place is called */
    private List<Finding> found(Approach approach, String from) {
        List<Finding> found = new ArrayList<>(Guard.findings(situation.apply(List.of(door(approach.visit(), from)))));
        found.removeAll(general);
        return found;
    }

    /** A door as sshd would keep it for a visit. */
    Door door(Visit visit, String from) {
        return new Door(visit.user(), visit.user().equals(facts.login()), visit.address(), visit.groups(),
                facts.accounts().user(visit.user()), new Settings(paths.then(visit).values()),
                new Settings(paths.now(visit).values()), from);
    }
}
