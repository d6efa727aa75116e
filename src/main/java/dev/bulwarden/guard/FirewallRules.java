package dev.bulwarden.guard;

import dev.bulwarden.fact.Firewall;
import dev.bulwarden.fact.Network;
import dev.bulwarden.syntax.firewall.Iptables;
import dev.bulwarden.syntax.firewall.Nft;
import dev.bulwarden.syntax.firewall.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The host's packet filter would drop new connections of somebody who must get in: it does not admit the new port, or the address is banned
 * (fail2ban and sshguard write such rules). The connection in use says nothing about that, established ones pass. Only what the rules
 * certainly drop is reported; as nobody has tried it, an operator may know better, and the fresh login proves it.
 */
record FirewallRules() implements Guard {

    private static final String ID = "L28";

    @Override
    public List<String> ids() {
        return List.of(ID);
    }

    @Override
    public List<Finding> check(Situation situation) {
        Network network = situation.facts().network();
        List<Listen> after = Listen.of(situation.after());
        List<Listen> before = Listen.of(situation.before());
        List<Listen> added = after.stream().filter(l -> !before.contains(l)).toList();
        List<Door> shut = situation.doors().stream().filter(d -> closed(d, after, network)).toList();
        List<Door> half = situation.doors().stream().filter(d -> !shut.contains(d) && closed(d, added, network))
                .toList();
        List<Finding> findings = new ArrayList<>();
        if (!shut.isEmpty()) {
            findings.add(Finding.shutsOut(ID, Door.worst(shut),
                    "the firewall drops new connections of " + Door.several(shut) + " to port "
                            + ports(after),
                    "admit the address there first, or lift its ban (fail2ban-client unban ADDRESS)"));
        }
        if (!half.isEmpty()) {
            findings.add(Finding.warning(ID,
                    "the firewall drops new connections of " + Door.several(half) + " to port " + ports(added)));
        }
        if (network.firewall().listings().stream().anyMatch(listing -> !readable(listing))) {
            findings.add(Finding.warning(ID,
                    "the firewall's rules cannot be understood, so that they were not looked at: whether they let anybody in is not known"));
        }
        if (findings.isEmpty() && !before.containsAll(after)) {
            network.firewall().unread().stream().filter(why -> !why.startsWith("neither "))
                    .findFirst().ifPresent(why -> findings.add(Finding.warning(ID,
                            "the firewall may not admit the new port: " + why)));
        }
        return findings;
    }

    /** Whether the door's packets to these listeners are all dropped, and there are any. */
    private static boolean closed(Door door, List<Listen> listens, Network network) {
        List<Packet> packets = packets(door, listens, network);
        return !packets.isEmpty() && packets.stream().allMatch(p -> drops(network.firewall(), p));
    }

    /** What the door would send to each listener of its family. */
    private static List<Packet> packets(Door door, List<Listen> listens, Network network) {
        boolean six = door.address().contains(":");
        Optional<String> reached = network.ours().map(Network.Connection::localAddress)
                .filter(a -> a.contains(":") == six);
        List<Packet> packets = new ArrayList<>();
        for (Listen listen : listens) {
            if (listen.address().contains(":") == six) {
                Optional<String> destination = listen.any() ? reached : Optional.of(listen.address());
                destination.ifPresent(d -> packets.add(new Packet(door.address(), d, listen.port())));
            }
        }
        return packets;
    }

    private static boolean drops(Firewall firewall, Packet packet) {
        return firewall.listings().stream().anyMatch(listing -> switch (listing.form()) {
            case NFT -> Nft.drops(listing.text(), packet);
            case IPTABLES -> !packet.six() && Iptables.drops(listing.text(), packet);
            case IP6TABLES -> packet.six() && Iptables.drops(listing.text(), packet);
        });
    }

    private static boolean readable(Firewall.Listing listing) {
        return switch (listing.form()) {
            case NFT -> Nft.readable(listing.text());
            case IPTABLES, IP6TABLES -> Iptables.readable(listing.text());
        };
    }

    private static String ports(List<Listen> listens) {
        return String.join(" and ", listens.stream().map(l -> String.valueOf(l.port())).distinct().toList());
    }
}
