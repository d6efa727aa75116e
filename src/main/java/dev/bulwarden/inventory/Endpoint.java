package dev.bulwarden.inventory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a host answers, and which host keys are believed there.
 *
 * @param address name or IP address
 * @param ports tried in this order; more than one for a host whose port moves
 * @param hostKeyAlias looked up in known_hosts instead of the address
 * @param knownHosts known_hosts files on the controller in order; the first is the one {@code trust} appends to
 */
public record Endpoint(String address, List<Integer> ports, Optional<String> hostKeyAlias, List<String> knownHosts) {
    public Endpoint {
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(hostKeyAlias, "hostKeyAlias is null");
        ports = List.copyOf(ports);
        knownHosts = List.copyOf(knownHosts);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("no port for " + address);
        }
    }

    /** The same host at another address and ports, as the {@code answer_at} of a plan that moves the listener. */
    public Endpoint at(String newAddress, List<Integer> newPorts) {
        return new Endpoint(newAddress, newPorts, hostKeyAlias, knownHosts);
    }
}
