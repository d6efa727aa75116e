package dev.bulwarden.fact;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Addresses as proc(5) prints them in /proc/net/tcp and tcp6 on little-endian machines: hexadecimal, each four bytes turned round. */
final class KernelAddress {
    private KernelAddress() {}

    /** The usual text; IPv6 as RFC 5952 wants it, an IPv4 address mapped into IPv6 as IPv4. */
    static String text(String hex) {
        if (!hex.matches("[0-9A-F]{8}|[0-9A-F]{32}")) {
            throw new Garbled("record tcp: not an address");
        }
        byte[] bytes = HexFormat.of().parseHex(hex);
        int[] octets = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            octets[i] = bytes[i / 4 * 4 + 3 - i % 4] & 0xFF;
        }
        if (octets.length == 4) {
            return dotted(octets, 0);
        }
        return hex.startsWith("0000000000000000FFFF0000") ? dotted(octets, 12) : colons(octets);
    }

    private static String dotted(int[] octets, int from) {
        return octets[from] + "." + octets[from + 1] + "." + octets[from + 2] + "." + octets[from + 3];
    }

    private static String colons(int[] octets) {
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < octets.length; i += 2) {
            groups.add(octets[i] << 8 | octets[i + 1]);
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < groups.size(); i++) {
            int end = i;
            while (end < groups.size() && groups.get(end) == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        return length < 2
                ? join(groups)
                : join(groups.subList(0, start)) + "::"
                        + join(groups.subList(start + length, groups.size()));
    }

    private static String join(List<Integer> groups) {
        return String.join(":", groups.stream().map(Integer::toHexString).toList());
    }
}
