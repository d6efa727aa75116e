package dev.bulwarden.guard;

import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.Network.Holder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * sshd would not be able to listen: at a reload it closes its sockets first, and dies when it can bind none of the new ones. Absent
 * addresses beside a present one are only skipped.
 */
record Listeners() implements Guard {

    private static final Set<String> ANY = Set.of("0.0.0.0", "::");

    @Override
    public List<String> ids() {
        return List.of("L24", "L26");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<String> after = situation.after().lines("listenaddress");
        List<Finding> findings = new ArrayList<>();
        if (new HashSet<>(after).equals(new HashSet<>(situation.before().lines("listenaddress")))) {
            return findings;
        }
        Network network = situation.facts().network();
        List<String> absent = after.stream().filter(l -> !present(address(l), network)).toList();
        if (!after.isEmpty() && absent.size() == after.size()) {
            findings.add(Finding.error("L24",
                    "this host has no address " + String.join(", ", absent) + ": sshd could not listen",
                    "name an address of the host in ListenAddress"));
        } else if (!absent.isEmpty()) {
            findings.add(Finding.warning("L24", "this host has no address " + String.join(", ", absent)));
        }
        for (String listen : after) {
            taken(listen, network, findings);
        }
        return findings;
    }

    private static void taken(String listen, Network network, List<Finding> findings) {
        network.listeners().stream().filter(l -> l.holder() == Holder.OTHER && l.port() == port(listen))
                .filter(l -> ANY.contains(l.address()) || ANY.contains(address(listen))
                        || l.address().equals(address(listen)))
                .findFirst().ifPresent(l -> findings.add(Finding.error("L26",
                        "another program already listens on " + l.address() + " port " + l.port(),
                        "choose another port")));
    }

    private static boolean present(String address, Network network) {
        return ANY.contains(address) || !network.addressesKnown() || address.startsWith("127.")
                || network.addresses().stream().anyMatch(a -> a.address().equals(address));
    }

    /** {@code 192.0.2.1:22} or {@code [2001:db8::1]:22}. */
    private static String address(String listen) {
        String address = listen.substring(0, listen.lastIndexOf(':'));
        return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    }

    private static int port(String listen) {
        return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }
}
