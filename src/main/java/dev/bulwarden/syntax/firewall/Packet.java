package dev.bulwarden.syntax.firewall;

import dev.bulwarden.syntax.sshd.AddressPatterns;
import java.util.List;
import java.util.Objects;

/**
 * The first packet of a new TCP connection, from elsewhere, as it reaches the host.
 *
 * @param source numeric address
 * @param destination numeric address of the host
 * @param port of the host
 */
public record Packet(String source, String destination, int port) {
    public Packet {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(destination, "destination is null");
    }

    /** Whether it is IPv6. */
    public boolean six() {
        return destination.contains(":");
    }

    /** Whether an address is in a network, as {@code 10.0.0.0/8}; one that cannot be read may be. */
    static Truth within(String address, String network) {
        boolean readable = network.matches("[0-9a-fA-F.:]+(/[0-9]{1,3})?");
        return readable ? Truth.of(AddressPatterns.list(network, address) == 1) : Truth.PERHAPS;
    }

    /** Of a list of states, those of connection tracking: a new connection is new, and nothing else. */
    static Truth state(List<String> states) {
        if (states.stream().anyMatch(s -> s.equalsIgnoreCase("new"))) {
            return Truth.YES;
        }
        return states.stream().anyMatch(s -> s.equalsIgnoreCase("untracked")) ? Truth.PERHAPS : Truth.NO;
    }

    /** Of the interface it came in on, only this is known: it is not the loopback. */
    static Truth interfaceIs(String name) {
        return name.equals("lo") ? Truth.NO : Truth.PERHAPS;
    }
}
