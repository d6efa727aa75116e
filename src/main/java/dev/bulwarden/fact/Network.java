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
 */
public record Network(List<Listener> listeners, List<Address> addresses, boolean addressesKnown,
        Firewall firewall, Optional<Connection> ours) {
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
    }
}
