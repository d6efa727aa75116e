package dev.bulwarden.syntax.sshd;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lengths of time and amounts of data, as {@code convtime} and {@code scan_scaled} read them. */
final class Times {

    private static final Pattern AMOUNT = Pattern
            .compile("\\s*\\+?(\\d{1,18}(?:\\.\\d{0,9})?)(?:([bBkKmMgGtTpPeE])(?![A-Za-z0-9]).*)?");

    private Times() {}

    /** The sum of numbers, each with a unit in any case: s, m, h, d, w; none means seconds. */
    static Optional<Integer> seconds(String text) {
        long total = 0;
        int i = 0;
        if (text.isEmpty()) {
            return Optional.empty();
        }
        while (i < text.length()) {
            int start = i;
            while (i < text.length() && Character.isDigit(text.charAt(i)) && i - start < 12) {
                i++;
            }
            if (start == i) {
                return Optional.empty();
            }
            long number = Long.parseLong(text.substring(start, i));
            long unit = 1;
            if (i < text.length()) {
                unit = unit(text.charAt(i));
                i++;
            }
            total += number * unit;
            if (unit == 0 || total > Integer.MAX_VALUE) {
                return Optional.empty();
            }
        }
        return Optional.of((int) total);
    }

    private static long unit(char c) {
        return switch (c) {
            case 's', 'S' -> 1;
            case 'm', 'M' -> 60;
            case 'h', 'H' -> 3600;
            case 'd', 'D' -> 86_400;
            case 'w', 'W' -> 604_800;
            default -> 0;
        };
    }

    /**
     * A number, with a fraction where a unit follows: B, K, M, G, T, P or E. What follows the unit is passed over unless it is a letter or a
     * digit.
     */
    static Optional<Long> bytes(String text) {
        var match = AMOUNT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(match.group(1));
        String unit = match.group(2);
        if (unit == null) {
            return Optional.of(number.longValue());
        }
        int power = "bkmgtpe".indexOf(Singles.lower(unit));
        BigDecimal bytes = number.multiply(BigDecimal.valueOf(1L << (10 * power)));
        return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(bytes.longValue());
    }
}
