package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import java.util.List;

/** A program in front of sshd that passes our connection on, so that the host sees us at an address of its own. */
final class Forwarder {

    private Forwarder() {}

    /** What a plan made over it must say; empty where none is seen. */
    static List<Diagnostic> notes(Host host, HostFacts facts) {
        return facts.network().ours().filter(ours -> Network.loopback(ours.localAddress()))
                .filter(ours -> !direct(host.endpoint(), ours)).map(Forwarder::note).stream().toList();
    }

    /** Whether this machine is the host itself, so that a loopback address is right. */
    private static boolean direct(Endpoint reached, Connection ours) {
        return (Network.loopback(reached.address()) || reached.address().equals("localhost"))
                && reached.ports().contains(ours.localPort());
    }

    private static Diagnostic note(Connection ours) {
        return Diagnostic.warning("a program on this host passes our connection on: sshd sees us come from "
                + ours.peerAddress() + " to " + ours.localAddress() + " port " + ours.localPort()
                + "; {{ local_address }} is " + ours.localAddress()
                + ", and rules about our own address are judged for "
                + ours.peerAddress())
                .remedy("where sshd can be reached without that program, name this address and port in the inventory");
    }
}
