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
        List<Finding> findings = new ArrayList<>();
        for (Door door : situation.doors()) {
            List<Packet> packets = packets(door, after, network);
            List<Packet> dropped = packets.stream().filter(p -> drops(network.firewall(), p)).toList();
            if (!packets.isEmpty() && dropped.size() == packets.size()) {
                findings.add(Finding.risk(ID, "the firewall drops new connections of " + door + " to port "
                        + ports(dropped),
                        "admit the address there first, or lift its ban (fail2ban-client unban ADDRESS)"));
            } else {
                List<Packet> added = packets(door, after.stream().filter(l -> !before.contains(l)).toList(), network);
                added.stream().filter(dropped::contains).findFirst().ifPresent(p -> findings.add(Finding.warning(ID,
                        "the firewall drops new connections of " + door + " to port " + p.port())));
            }
        }
        if (findings.isEmpty() && !before.containsAll(after)) {
            network.firewall().unread().stream().filter(why -> !why.startsWith("neither "))
                    .findFirst().ifPresent(why -> findings.add(Finding.warning(ID,
                            "the firewall may not admit the new port: " + why)));
        }
        return findings;
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

    private static String ports(List<Packet> packets) {
        return String.join(" and ", packets.stream().map(p -> String.valueOf(p.port())).distinct().toList());
    }
}
