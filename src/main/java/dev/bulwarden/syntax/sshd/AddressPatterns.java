package dev.bulwarden.syntax.sshd;

import java.util.List;
import java.util.Optional;

/** Comma lists of addresses, networks and wildcards, as {@code addrmatch.c} reads them. */
public final class AddressPatterns {

    /** @param bits of the prefix; all of them for one address */
    private record Network(IpAddress address, int bits) {
        boolean clean() {
            return bits <= address.bytes().size() * 8 && address.prefix(bits).equals(address);
        }

        boolean contains(IpAddress other) {
            return other.bytes().size() == address.bytes().size() && other.prefix(bits).equals(address);
        }
    }

    private AddressPatterns() {}

    /** False when a network has host bits set or too many bits, or nothing stands between two commas. */
    static boolean valid(String list) {
        return List.of(list.split(",", -1)).stream().map(part -> part.startsWith("!") ? part.substring(1) : part)
                .allMatch(part -> !part.isEmpty() && network(part).map(Network::clean).orElse(true));
    }

    /** 1: one fits and no negated one; -1: a negated one fits; 0: none, nor when the address is not numeric. */
    public static int list(String list, String address) {
        Optional<IpAddress> numeric = IpAddress.parse(address);
        if (numeric.isEmpty()) {
            return 0;
        }
        int result = 0;
        for (String part : list.split(",", -1)) {
            boolean negated = part.startsWith("!");
            String pattern = negated ? part.substring(1) : part;
            Optional<Network> network = network(pattern);
            boolean fits = network.isPresent()
                    ? network.get().contains(numeric.get())
                    : Patterns.matches(pattern.toLowerCase(java.util.Locale.ROOT),
                            address.toLowerCase(java.util.Locale.ROOT));
            if (fits && negated) {
                return -1;
            }
            result = fits ? 1 : result;
        }
        return result;
    }

    private static Optional<Network> network(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).map(a -> new Network(a, a.bytes().size() * 8));
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > 128) {
            return Optional.empty();
        }
        return IpAddress.parse(text.substring(0, slash)).map(a -> new Network(a, Integer.parseInt(bits)));
    }
}
