package dev.bulwarden.plan;

import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.SshdMatch;
import java.util.ArrayList;
import java.util.List;

/** What is left to bring about once waived items are set aside. */
final class Enforced {

    private Enforced() {}

    static List<Requirement> of(DesiredState desired) {
        List<Requirement> enforced = new ArrayList<>();
        for (Requirement requirement : desired.requirements()) {
            if (desired.waiver(requirement.item()).isEmpty()) {
                enforced.add(withoutWaived(requirement, desired));
            }
        }
        return enforced;
    }

    /** Ids of everything that is brought about, settings of Match blocks included. */
    static List<String> items(List<Requirement> enforced) {
        List<String> ids = new ArrayList<>();
        for (Requirement requirement : enforced) {
            ids.add(requirement.item().id());
            if (requirement instanceof SshdMatch match) {
                match.settings().forEach(s -> ids.add(s.item().id()));
            }
        }
        return ids.stream().distinct().toList();
    }

    /** Items set aside here today, each once. */
    static List<Item> waived(DesiredState desired) {
        List<Item> waived = new ArrayList<>();
        for (Requirement requirement : desired.requirements()) {
            if (desired.waiver(requirement.item()).isPresent()) {
                waived.add(requirement.item());
            } else if (requirement instanceof SshdMatch match) {
                match.settings().stream().map(s -> s.item()).filter(i -> desired.waiver(i).isPresent())
                        .forEach(waived::add);
            }
        }
        return waived;
    }

    private static Requirement withoutWaived(Requirement requirement, DesiredState desired) {
        return requirement instanceof SshdMatch match
                ? new SshdMatch(match.item(), match.criteria(),
                        match.settings().stream().filter(s -> desired.waiver(s.item()).isEmpty()).toList())
                : requirement;
    }
}
