package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.control.Visit;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.fact.User;
import dev.bulwarden.playbook.Play.Protected;
import dev.bulwarden.syntax.sshd.LoginClasses.Account;
import dev.bulwarden.syntax.sshd.LoginClasses.Population;
import dev.bulwarden.syntax.sshd.MatchContext;
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

    /** Every account the host lists, root in any case, over our own connection for a start. */
    Population population() {
        Set<String> names = new LinkedHashSet<>(List.of("root", facts.login()));
        names.addAll(facts.accounts().users().keySet());
        Connection ours = connection();
        return new Population(
                names.stream().map(name -> new Account(name, new LinkedHashSet<>(groups(name)), isThere(name), false))
                        .toList(),
                false, MatchContext.of(facts.login(), Set.of(), ours.peerAddress(), ours.localAddress(),
                        ours.localPort()),
                facts.network().addresses().stream().map(Network.Address::address).toList(),
                facts.accounts().complete());
    }

    private boolean isThere(String name) {
        return name.equals("root") || name.equals(facts.login()) || facts.accounts().user(name).isPresent();
    }

    /** After the plan's actions; where root is not told of, it is in its own group. */
    private List<String> groups(String name) {
        List<String> groups = groupsAfter(name);
        return groups.isEmpty() && name.equals("root") ? List.of("root") : groups;
    }

    List<String> groupsBefore(String user) {
        return facts.accounts().user(user).map(User::groups).orElse(List.of());
    }

    /** Its groups once the plan's actions are done. */
    List<String> groupsAfter(String user) {
        List<String> groups = new ArrayList<>(groupsBefore(user));
        for (Action action : actions) {
            switch (action) {
                case Action.AddMember(String group, String member) when member.equals(user) -> groups.add(group);
                case Action.RemoveMember(String group, String member) when member.equals(user) -> groups.remove(group);
                case Action.DeleteGroup(String group) -> groups.remove(group);
                case Action.AddMember _,Action.RemoveMember _,Action.CreateGroup _ -> {
                }
            }
        }
        return groups;
    }
}
