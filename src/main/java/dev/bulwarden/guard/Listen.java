package dev.bulwarden.guard;

import dev.bulwarden.fact.Network;
import java.util.List;
import java.util.Set;

/**
 * Where sshd listens, as {@code sshd -T} prints {@code listenaddress}: {@code 192.0.2.1:22} or {@code [2001:db8::1]:22}.
 *
 * @param address numeric, without brackets
 */
record Listen(String address, int port) {
    private static final Set<String> ANY = Set.of("0.0.0.0", "::");

    static Listen of(String printed) {
        int colon = printed.lastIndexOf(':');
        String address = printed.substring(0, colon);
        return new Listen(address.startsWith("[") ? address.substring(1, address.length() - 1) : address,
                Integer.parseInt(printed.substring(colon + 1)));
    }

    static List<Listen> of(Settings settings) {
        return settings.lines("listenaddress").stream().map(Listen::of).toList();
    }

    /** Whether it stands for every address of its family. */
    boolean any() {
        return ANY.contains(address);
    }

    /** Whether only the host itself can connect to it. */
    boolean loopback() {
        return Network.loopback(address);
    }

    /** Whether both cannot be bound at once. */
    boolean clashes(String otherAddress, int otherPort) {
        return port == otherPort && (any() || ANY.contains(otherAddress) || address.equals(otherAddress));
    }
}
