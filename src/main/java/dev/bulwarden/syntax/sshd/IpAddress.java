package dev.bulwarden.syntax.sshd;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A numeric address.
 *
 * @param bytes 4 or 16, from 0 to 255
 */
record IpAddress(List<Integer> bytes) {
    IpAddress {
        bytes = List.copyOf(bytes);
        if (bytes.size() != 4 && bytes.size() != 16) {
            throw new IllegalArgumentException(bytes.size() + " bytes");
        }
    }

    boolean six() {
        return bytes.size() == 16;
    }

    /** In bits. */
    int length() {
        return bytes.size() * 8;
    }

    /** From a number. */
    static IpAddress of(BigInteger value, boolean six) {
        List<Integer> bytes = new ArrayList<>();
        for (int shift = (six ? 128 : 32) - 8; shift >= 0; shift -= 8) {
            bytes.add(value.shiftRight(shift).intValue() & 0xff);
        }
        return new IpAddress(bytes);
    }

    /** As a number. */
    BigInteger value() {
        BigInteger value = BigInteger.ZERO;
        for (int each : bytes) {
            value = value.shiftLeft(8).or(BigInteger.valueOf(each));
        }
        return value;
    }

    /** As {@code getaddrinfo} takes numeric addresses: IPv4 also in the short forms of {@code inet_aton}, such as {@code 10.1}. */
    static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') < 0 ? shortFour(text) : six(text).map(IpAddress::new);
    }

    /** One to four numbers, octal behind a 0, hexadecimal behind a 0x; the last fills the bytes that are left. */
    private static Optional<IpAddress> shortFour(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4 || !text.matches("(?i)((0x[0-9a-f]{1,8}|0[0-7]{0,11}|[1-9]\\d{0,9})(\\.|$))+")
                || text.endsWith(".")) {
            return Optional.empty();
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < parts.length; i++) {
            BigInteger part = BigInteger.valueOf(Long.decode(parts[i]));
            int bits = i + 1 < parts.length ? 8 : 32 - 8 * i;
            if (part.bitLength() > bits) {
                return Optional.empty();
            }
            value = value.shiftLeft(bits).or(part);
        }
        return Optional.of(of(value, false));
    }

    private static Optional<List<Integer>> four(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        List<Integer> bytes = List.of(text.split("\\.")).stream().map(Integer::valueOf).toList();
        boolean leadingZero = text.matches("(.*\\.)?0\\d.*");
        return leadingZero || bytes.stream().anyMatch(b -> b > 255) ? Optional.empty() : Optional.of(bytes);
    }

    private static Optional<List<Integer>> six(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(bytes -> bytes.size() == 16);
        }
        Optional<List<Integer>> head = groups(text.substring(0, gap));
        Optional<List<Integer>> tail = groups(text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().size() + tail.get().size() > 14) {
            return Optional.empty();
        }
        List<Integer> bytes = new ArrayList<>(head.get());
        while (bytes.size() < 16 - tail.get().size()) {
            bytes.add(0);
        }
        bytes.addAll(tail.get());
        return Optional.of(bytes);
    }

    private static Optional<List<Integer>> groups(String text) {
        List<Integer> bytes = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(bytes);
        }
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            Optional<List<Integer>> embedded = i == groups.length - 1 ? four(groups[i]) : Optional.empty();
            if (embedded.isPresent()) {
                bytes.addAll(embedded.get());
            } else if (groups[i].matches("[0-9a-fA-F]{1,4}")) {
                int group = Integer.parseInt(groups[i], 16);
                bytes.add(group >> 8);
                bytes.add(group & 255);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(bytes);
    }

    /** The same with every bit behind the first ones cleared. */
    IpAddress prefix(int bits) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i++) {
            int ours = Math.max(0, Math.min(8, bits - 8 * i));
            kept.add(bytes.get(i) & (0xff << (8 - ours)) & 0xff);
        }
        return new IpAddress(kept);
    }

    /** As {@code inet_ntop} writes it. */
    @Override
    public String toString() {
        if (!six()) {
            return bytes.stream().map(String::valueOf).collect(Collectors.joining("."));
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 16; i += 2) {
            groups.add(Integer.toHexString(bytes.get(i) << 8 | bytes.get(i + 1)));
        }
        int start = 0;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups.get(end).equals("0")) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        return length < 2
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, start)) + "::"
                        + String.join(":", groups.subList(start + length, 8));
    }
}
