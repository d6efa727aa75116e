package dev.bulwarden.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks an address or a CIDR network; host bits must be clear, since sshd refuses a network that has them. */
public final class Network {
    private static final Pattern OCTETS = Pattern
            .compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.|$)){4}");

    private Network() {}

    /** What is wrong, or nothing. */
    public static Optional<String> problem(String text) {
        String[] parts = text.split("/", -1);
        Optional<List<Integer>> bytes = parts[0].contains(":") ? six(parts[0]) : four(parts[0]);
        if (bytes.isEmpty() || parts.length > 2) {
            return Optional.of(text + " is not an address or network");
        }
        if (parts.length == 1) {
            return Optional.empty();
        }
        int bits = bytes.get().size() * 8;
        if (!parts[1].matches("[0-9]{1,3}") || Integer.parseInt(parts[1]) > bits) {
            return Optional.of(text + " has no prefix length from 0 to " + bits);
        }
        return hostBits(bytes.get(), Integer.parseInt(parts[1]))
                ? Optional.of(text + " has bits set behind its prefix")
                : Optional.empty();
    }

    private static boolean hostBits(List<Integer> bytes, int prefix) {
        for (int bit = prefix; bit < bytes.size() * 8; bit++) {
            if ((bytes.get(bit / 8) >> (7 - bit % 8) & 1) == 1) {
                return true;
            }
        }
        return false;
    }

    private static Optional<List<Integer>> four(String text) {
        if (!OCTETS.matcher(text).matches() || text.endsWith(".")) {
            return Optional.empty();
        }
        return Optional.of(List.of(text.split("\\.", -1)).stream().map(Integer::valueOf).toList());
    }

    private static Optional<List<Integer>> six(String text) {
        int gap = text.indexOf("::");
        List<Integer> head = words(gap < 0 ? text : text.substring(0, gap));
        List<Integer> tail = gap < 0 ? List.of() : words(text.substring(gap + 2));
        int missing = 16 - head.size() - tail.size();
        boolean whole = gap < 0 ? missing == 0 : missing >= 2;
        if (head.contains(-1) || tail.contains(-1) || !whole) {
            return Optional.empty();
        }
        List<Integer> bytes = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            bytes.add(0);
        }
        bytes.addAll(tail);
        return Optional.of(bytes);
    }

    /** Two bytes for each word; -1 marks what is not a word. */
    private static List<Integer> words(String text) {
        List<Integer> bytes = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(":", -1)) {
            if (!word.matches("[0-9A-Fa-f]{1,4}")) {
                return List.of(-1);
            }
            int value = Integer.parseInt(word, 16);
            bytes.add(value >> 8);
            bytes.add(value & 0xff);
        }
        return bytes;
    }
}
