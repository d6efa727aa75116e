package dev.bulwarden.syntax.sshd;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A wildcard pattern that is followed character by character: a set of positions in the pattern, one a bit, stands for everything read so far.
 *
 * @param pattern with no two stars in a row
 * @param fold whether the case of letters makes no difference
 */
record Wildcard(String pattern, boolean fold) {
    private static final Pattern OCTETS = Pattern.compile("((?:(?:0|[1-9]\\d{0,2})\\.){1,3})\\*(?:\\.\\*)*");
    private static final Pattern GROUPS = Pattern.compile("((?:[1-9a-f][0-9a-f]{0,3}:){1,7})\\*");

    Wildcard {
        pattern = (fold ? pattern.toLowerCase(Locale.ROOT) : pattern).replaceAll("\\*+", "*");
    }

    /** Whether it is more than one fixed text. */
    boolean wild() {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** The network it says in other words, as {@code 10.0.*} says 10.0.0.0/16; empty: it is none. */
    Optional<Cidr> network() {
        var octets = OCTETS.matcher(pattern);
        if (octets.matches()) {
            String fixed = octets.group(1);
            int count = (int) fixed.chars().filter(c -> c == '.').count();
            boolean room = pattern.chars().filter(c -> c == '.').count() <= 3;
            return room
                    ? IpAddress.parse(fixed + "0.0.0.0".substring(2 * count)).map(a -> new Cidr(a, 8 * count))
                    : Optional.empty();
        }
        var groups = GROUPS.matcher(pattern);
        if (groups.matches()) {
            String fixed = groups.group(1);
            int count = (int) fixed.chars().filter(c -> c == ':').count();
            return IpAddress.parse(count == 7 ? fixed + "0" : fixed + ":").map(a -> new Cidr(a, 16 * count));
        }
        return Optional.empty();
    }

    /** A network that everything it fits lies in: what stands before its first wildcard, to the last dot or colon; empty: it is not known. */
    Optional<Cidr> around() {
        String fixed = pattern.replaceFirst("[*?].*", "");
        int end = Math.max(fixed.lastIndexOf('.'), fixed.lastIndexOf(':'));
        return new Wildcard(fixed.substring(0, end + 1) + "*", false).network();
    }

    /** Whether it is short enough to be followed; no address is longer without stars that say nothing. */
    boolean followable() {
        return pattern.length() < Long.SIZE - 1;
    }

    /** Nothing read. */
    long start() {
        return reached(1);
    }

    /** One more character read. */
    long step(long positions, char c) {
        long stay = 0;
        long move = 0;
        for (long left = positions; left != 0; left &= left - 1) {
            int p = Long.numberOfTrailingZeros(left);
            if (p < pattern.length()) {
                char wanted = pattern.charAt(p);
                stay |= wanted == '*' ? 1L << p : 0;
                move |= wanted == '?' || wanted == c ? 1L << (p + 1) : 0;
            }
        }
        return reached(stay | move);
    }

    /** Whether what was read is all of it. */
    boolean fits(long positions) {
        return (positions >> pattern.length() & 1) == 1;
    }

    /** A star may also be passed over. */
    private long reached(long positions) {
        long all = positions;
        for (int p = pattern.indexOf('*'); p >= 0; p = pattern.indexOf('*', p + 1)) {
            all |= (positions >> p & 1) << (p + 1);
        }
        return all;
    }
}
