package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.control.Visit;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.fact.User;
import dev.bulwarden.playbook.Play.Protected;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Those who must get in, and the visits that stand for them: the login in use first, then each protected account from each of its networks. */
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

    /** One visit per principal and network; the first is the login in use over the connection in use. */
    List<Visit> visits(List<Principal> principals) {
        Set<Visit> visits = new LinkedHashSet<>();
        for (Principal principal : principals) {
            if (principal.from().isEmpty()) {
                visits.add(visit(principal.user(), connection().peerAddress()));
            }
            principal.from().forEach(network -> visits.add(visit(principal.user(), within(network))));
        }
        return List.copyOf(visits);
    }

    /** A visit to where our own connection arrives. */
    Visit visit(String user, String address) {
        return new Visit(user, groupsAfter(user), address, connection().localAddress(), connection().localPort());
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

    /** An address of a network: our own where it lies in it is not asked for, the first usable one will do. */
    static String within(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        if (slash < 0 || network.endsWith("/32") || network.endsWith("/128")) {
            return address;
        }
        if (address.contains(":")) {
            return address.endsWith("::") ? address + "1" : address;
        }
        int last = address.lastIndexOf('.');
        int octet = Integer.parseInt(address.substring(last + 1));
        return octet % 2 == 0 ? address.substring(0, last + 1) + (octet + 1) : address;
    }
}
