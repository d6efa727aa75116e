package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Compares where a daemon listens with where it should. */
final class Listening {
    private static final String ANY_4 = "0.0.0.0:";
    private static final String ANY_6 = "[0:0:0:0:0:0:0:0]:";

    private Listening() {}

    /**
     * What is missing.
     *
     * @param planned as {@code sshd -T} prints listenaddress, such as {@code 0.0.0.0:22} or {@code [::]:22}
     * @param kernel as /proc/net/tcp and tcp6 write local addresses; none: the daemon does not listen itself
     */
    static Optional<Diagnostic> missing(List<String> planned, List<String> kernel) {
        if (kernel.isEmpty()) {
            return Optional.empty();
        }
        List<String> actual = new ArrayList<>();
        for (String address : kernel) {
            actual.add(decode(address));
        }
        List<String> absent = planned.stream().filter(p -> !served(canonical(p), actual)).toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnostic
                        .error("sshd does not listen on " + String.join(", ", absent) + " after the reload, but on "
                                + String.join(", ", actual)));
    }

    /** A kernel without IPv6 ({@code ipv6.disable=1}) has no {@code [::]}, while sshd -T still names it: then 0.0.0.0 of that port will do. */
    private static boolean served(String planned, List<String> actual) {
        return actual.contains(planned)
                || (planned.startsWith(ANY_6) && actual.contains(ANY_4 + planned.substring(ANY_6.length()))
                        && actual.stream().noneMatch(a -> a.startsWith("[")));
    }

    /** The kernel writes addresses in words of 32 bits, each in the host's byte order (little endian on every platform Debian runs servers on). */
    static String decode(String kernel) {
        int colon = kernel.indexOf(':');
        byte[] raw = HexFormat.of().parseHex(kernel.substring(0, colon));
        byte[] bytes = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            bytes[i] = raw[(i & ~3) + (3 - (i & 3))];
        }
        int port = Integer.parseInt(kernel.substring(colon + 1), 16);
        try {
            return text(InetAddress.getByAddress(bytes), raw.length == 16, port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + kernel, e);
        }
    }

    private static String canonical(String planned) {
        int colon = planned.lastIndexOf(':');
        String address = planned.substring(0, colon);
        boolean six = address.startsWith("[");
        try {
            return text(InetAddress.ofLiteral(six ? address.substring(1, address.length() - 1) : address), six,
                    Integer.parseInt(planned.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return planned;
        }
    }

    private static String text(InetAddress address, boolean six, int port) {
        return (six ? "[" + address.getHostAddress() + "]" : address.getHostAddress()) + ":" + port;
    }
}
