package dev.bulwarden.transaction;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Numeric addresses. */
final class Addresses {
    private Addresses() {}

    /** An address of a network in CIDR notation: the one written, or where that is the network's own, the next. */
    static String within(String network) {
        int slash = network.indexOf('/');
        String written = slash < 0 ? network : network.substring(0, slash);
        try {
            byte[] bytes = InetAddress.ofLiteral(written).getAddress();
            boolean single = slash < 0 || Integer.parseInt(network.substring(slash + 1)) == 8 * bytes.length;
            if (!single) {
                bytes[bytes.length - 1] |= 1;
            }
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new IllegalStateException("no network, though the playbook was read: " + network, e);
        }
    }

    /** Whether both are IPv4, or both IPv6. */
    static boolean sameFamily(String one, String other) {
        return one.contains(":") == other.contains(":");
    }

    /** Whether it is an address rather than a name, and none of one link only. */
    static boolean isNumeric(String text) {
        return text.matches("[0-9.]+|[0-9a-fA-F.:]*:[0-9a-fA-F.:]*");
    }
}
