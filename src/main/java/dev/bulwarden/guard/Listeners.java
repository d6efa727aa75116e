package dev.bulwarden.guard;

import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.Network.Holder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * sshd would not be able to listen: at a reload it closes its sockets first, and dies when it can bind none of the new ones. Absent
 * addresses beside a present one are only skipped.
 */
record Listeners() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L24", "L26");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Listen> after = Listen.of(situation.after());
        List<Finding> findings = new ArrayList<>();
        if (new HashSet<>(after).equals(new HashSet<>(Listen.of(situation.before())))) {
            return findings;
        }
        Network network = situation.facts().network();
        List<Listen> absent = after.stream().filter(l -> !present(l, network)).toList();
        String names = String.join(", ", absent.stream().map(Listen::address).distinct().toList());
        if (!after.isEmpty() && absent.size() == after.size()) {
            findings.add(Finding.shutsOutAll("L24", "this host has no address " + names + ": sshd could not listen",
                    "name an address of the host in ListenAddress"));
        } else if (!absent.isEmpty()) {
            findings.add(Finding.warning("L24", "this host has no address " + names));
        }
        List<Listen> taken = after.stream().filter(l -> holder(l, network).isPresent()).toList();
        for (Listen listen : taken) {
            Network.Listener other = holder(listen, network).orElseThrow();
            String message = "another program already listens on " + other.address() + " port " + other.port();
            findings.add(taken.size() == after.size()
                    ? Finding.shutsOutAll("L26", message, "choose another port")
                    : Finding.risk("L26", message, "choose another port"));
        }
        return findings;
    }

    private static Optional<Network.Listener> holder(Listen listen, Network network) {
        return network.listeners().stream().filter(l -> l.holder() == Holder.OTHER)
                .filter(l -> listen.clashes(l.address(), l.port())).findFirst();
    }

    private static boolean present(Listen listen, Network network) {
        return listen.any() || !network.addressesKnown() || listen.address().startsWith("127.")
                || network.addresses().stream().anyMatch(a -> a.address().equals(listen.address()));
    }
}
