package dev.bulwarden.transaction;

import dev.bulwarden.fact.Network.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where our logins arrive on the host: an address of its own and a port that its sshd listens on. Behind a forwarded port, a jump host or NAT
 * that is not what the controller dials ({@link dev.bulwarden.inventory.Endpoint}), and one is never taken for the other.
 *
 * @param address numeric
 */
record Arrival(String address, int port) {
    Arrival {
        Objects.requireNonNull(address, "address is null");
    }

    /** Where they arrive today. */
    static Arrival today(Connection ours) {
        return new Arrival(ours.localAddress(), ours.localPort());
    }

    /**
     * Where they will arrive: as today where sshd still listens there, else at the same address and another port, else at another address.
     *
     * @param listens where sshd will listen, as {@code sshd -T} prints {@code listenaddress}; none: as today
     * @param preferred an address the inventory names for then; taken if sshd will listen on just that
     * @return empty: it will listen on nothing that a login like ours can come to
     */
    static Optional<Arrival> afterwards(Connection ours, List<String> listens, String preferred) {
        Arrival today = today(ours);
        List<Arrival> then = listens.stream().flatMap(l -> parse(l).stream()).toList();
        if (then.isEmpty() || then.stream().anyMatch(l -> l.takes(today.address) && l.port == today.port)) {
            return Optional.of(today);
        }
        Optional<Arrival> moved = then.stream().filter(l -> l.takes(today.address)).findFirst()
                .map(l -> new Arrival(today.address, l.port));
        return moved.or(() -> then.stream().filter(l -> l.address.equals(preferred)).findFirst())
                .or(() -> then.stream()
                        .filter(l -> !l.any() && Addresses.sameFamily(l.address, ours.peerAddress())).findFirst());
    }

    /** Whether a listener takes what comes to an address of the host. */
    private boolean takes(String reached) {
        return any() ? Addresses.sameFamily(address, reached) : address.equals(reached);
    }

    private boolean any() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    private static Optional<Arrival> parse(String listen) {
        int colon = listen.lastIndexOf(':');
        String address = colon < 0 ? "" : listen.substring(0, colon);
        String port = listen.substring(colon + 1);
        if (address.isEmpty() || !port.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        boolean six = address.startsWith("[") && address.endsWith("]");
        return Optional.of(new Arrival(six ? address.substring(1, address.length() - 1) : address,
                Integer.parseInt(port)));
    }
}
