package dev.bulwarden.syntax.sshd;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network, or one address with all bits of its prefix.
 *
 * @param bits of the prefix
 */
record Cidr(IpAddress address, int bits) {

    /** As {@code addr_pton_cidr} reads it, host bits and too long a prefix let through; empty: it is no such thing. */
    static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).map(a -> new Cidr(a, a.length()));
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > 128) {
            return Optional.empty();
        }
        return IpAddress.parse(text.substring(0, slash)).map(a -> new Cidr(a, Integer.parseInt(bits)));
    }

    /** Whether no bit is set behind the prefix, and the prefix is not too long. */
    boolean clean() {
        return bits <= address.length() && address.prefix(bits).equals(address);
    }

    boolean contains(IpAddress other) {
        return other.six() == address.six() && other.prefix(bits).equals(address);
    }

    /** As a number, its lowest address. */
    BigInteger first() {
        return address.value();
    }

    /** As a number, its highest address. */
    BigInteger last() {
        return first().add(BigInteger.ONE.shiftLeft(address.length() - bits)).subtract(BigInteger.ONE);
    }

    /** The fewest networks that are these addresses together, in order. */
    static List<Cidr> cover(BigInteger first, BigInteger last, boolean six) {
        int length = six ? 128 : 32;
        List<Cidr> networks = new ArrayList<>();
        BigInteger from = first;
        while (from.compareTo(last) <= 0) {
            int free = from.signum() == 0 ? length : Math.min(length, from.getLowestSetBit());
            int room = last.subtract(from).add(BigInteger.ONE).bitLength() - 1;
            int host = Math.min(free, room);
            networks.add(new Cidr(IpAddress.of(from, six), length - host));
            from = from.add(BigInteger.ONE.shiftLeft(host));
        }
        return networks;
    }

    /** {@code 192.0.2.0/24}; one address without its prefix. */
    @Override
    public String toString() {
        return bits == address.length() ? address.toString() : address + "/" + bits;
    }
}
