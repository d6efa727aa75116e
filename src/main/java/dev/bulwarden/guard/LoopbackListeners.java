package dev.bulwarden.guard;

import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * sshd would listen only where somebody who must get in cannot come to: on loopback addresses, or on none of the address family they come
 * from. Our own login may still arrive, passed on by a program on the host, and every probe of ours with it.
 */
record LoopbackListeners() implements Guard {

    private static final String ID = "loopback-only";
    private static final String REMEDY = "name an address in ListenAddress that they come to, or none";

    @Override
    public List<String> ids() {
        return List.of(ID);
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Listen> after = Listen.of(situation.after());
        List<Listen> before = Listen.of(situation.before());
        boolean ignored = situation.facts().server().filter(s -> s.daemon() instanceof Daemon.SystemdSocket)
                .isPresent();
        if (after.isEmpty() || ignored) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        String names = String.join(", ", after.stream().map(Listen::address).distinct().toList());
        if (after.stream().allMatch(Listen::loopback) && !before.stream().allMatch(Listen::loopback)) {
            findings.add(Finding.risk(ID, "sshd would listen on " + names
                    + " only: nobody reaches it from outside but through another program on this host", REMEDY));
        }
        situation.doors().stream().filter(door -> !here(door, situation) && !reachable(door.address(), after))
                .forEach(door -> {
                    String message = "no packet from there arrives at " + names + ", where sshd would listen";
                    findings.add(reachable(door.address(), before)
                            ? Finding.shutsOut(ID, door, door + " could not log in: " + message, REMEDY)
                            : Finding.warning(ID, door + " cannot log in, today either: " + message, REMEDY));
                });
        return findings;
    }

    /** Our own login as it came: a fresh one shows whether it still does. */
    private static boolean here(Door door, Situation situation) {
        return door.own()
                && situation.facts().network().ours().filter(c -> c.peerAddress().equals(door.address())).isPresent();
    }

    private static boolean reachable(String from, List<Listen> listens) {
        return listens.stream().anyMatch(l -> from.contains(":") == l.address().contains(":")
                && (Network.loopback(from) || !l.loopback()));
    }
}
