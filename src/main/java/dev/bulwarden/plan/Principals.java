package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.control.Visit;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.fact.User;
import dev.bulwarden.playbook.Play.Protected;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Those who must get in: the login in use first, then each protected account; and their visits to where our own connection arrives. */
final class Principals {

    private static final Connection NEARBY = new Connection("127.0.0.1", 0, "127.0.0.1", 22);

    private final HostFacts facts;
    private final List<Action> actions;

    Principals(HostFacts facts, List<Action> actions) {
        this.facts = facts;
        this.actions = List.copyOf(actions);
    }

    List<Principal> all(List<Protected> protect) {
        Set<Principal> all = new LinkedHashSet<>();
        all.add(new Principal(facts.login(), List.of()));
        protect.forEach(who -> all.add(new Principal(who.user(), who.from())));
        return List.copyOf(all);
    }

    /**
     * A visit to where our own connection arrives; where that is a loopback address, which nobody from outside can come to, one from there
     * arrives at the host's own address.
     */
    Visit visit(String user, String address) {
        String ours = connection().localAddress();
        String local = Network.loopback(ours) && !Network.loopback(address)
                ? facts.network().arrival(address).orElse(ours)
                : ours;
        return new Visit(user, groupsAfter(user), address, local, connection().localPort());
    }

    /** The connection in use; a survey that came over no sshd is taken for one from the host itself. */
    Connection connection() {
        return facts.network().ours().orElse(NEARBY);
    }

    List<String> groupsBefore(String user) {
        return facts.accounts().user(user).map(User::groups).orElse(List.of());
    }

    /** Its groups once the plan's actions are done. */
    List<String> groupsAfter(String user) {
        List<String> groups = new ArrayList<>(groupsBefore(user));
        for (Action action : actions) {
            if (action instanceof Action.AddMember(String group, String member) && member.equals(user)) {
                groups.add(group);
            }
        }
        return groups;
    }
}
