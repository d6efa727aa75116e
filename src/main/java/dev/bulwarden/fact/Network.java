package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a host can be reached, and how we reach it.
 *
 * @param listeners listening TCP sockets
 * @param addresses addresses of its interfaces; empty list with {@code addressesKnown} false: ip(8) is missing
 * @param firewall the packet filter
 * @param ours the connection this survey came over, from the environment sshd gave our login; empty: not over sshd
 * @param server what serves the login this survey came over
 */
public record Network(List<Listener> listeners, List<Address> addresses, boolean addressesKnown,
        Firewall firewall, Optional<Connection> ours, LoginServer server) {
    /**
     * A listening TCP socket.
     *
     * @param address numeric; {@code 0.0.0.0} or {@code ::} is any
     * @param holder who holds it
     */
    public record Listener(String address, int port, Holder holder) {}

    /** Who holds a listening socket. */
    public enum Holder {
        SSHD, SYSTEMD, OTHER
    }

    /**
     * An address of an interface.
     *
     * @param prefix length of the network prefix
     * @param dynamic whether it came from DHCP or router advertisement and may change
     * @param scope as ip(8) prints it, such as {@code global}, {@code host} or {@code link}
     */
    public record Address(String device, String address, int prefix, String scope, boolean dynamic) {}

    /** A TCP connection, seen from the host; addresses are numeric. */
    public record Connection(String peerAddress, int peerPort, String localAddress, int localPort) {}

    public Network {
        listeners = List.copyOf(listeners);
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(firewall, "firewall is null");
        Objects.requireNonNull(ours, "ours is null");
        Objects.requireNonNull(server, "server is null");
    }

    /** Whether no packet from outside the host has this numeric address as its source or destination. */
    public static boolean loopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    /** Where a connection from a numeric address outside the host would arrive: the first address of that family that is not for it alone. */
    public Optional<String> arrival(String from) {
        return addresses.stream().filter(a -> a.scope().equals("global")).map(Address::address)
                .filter(a -> a.contains(":") == from.contains(":")).findFirst();
    }

    /** The surveyed daemon serves us. */
    public Network(List<Listener> listeners, List<Address> addresses, boolean addressesKnown, Firewall firewall,
            Optional<Connection> ours) {
        this(listeners, addresses, addressesKnown, firewall, ours, LoginServer.SURVEYED);
    }
}
