package dev.bulwarden.syntax.sshd;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values that are one word. */
final class Singles {
    /** The daemon's, when a relative path is made absolute. */
    private static final String WORKING_FOLDER = "/";
    private static final String HOME = "/root";
    private static final Pattern STARTUPS = Pattern.compile("([+-]?\\d{1,9}):([+-]?\\d{1,9}):([+-]?\\d{1,9}).*");
    private static final Pattern LEADING_NUMBER = Pattern.compile("([+-]?\\d{1,9})(.*)");

    private Singles() {}

    static Reading read(Dialect dialect, Keyword keyword, Shape.One shape, String word) {
        return switch (shape) {
            case FLAG -> choice(dialect, keyword, List.of("yes", "no"), word, false);
            case CHOICE -> choice(dialect, keyword, keyword.choices(), word, false);
            case EXACT -> choice(dialect, keyword, keyword.choices(), word, true);
            case NUMBER -> number(word).map(n -> Reading.of(String.valueOf(n)))
                    .orElseGet(() -> wants(keyword, "a number from 0 to 2147483647", word));
            case TIME -> Times.seconds(whole(dialect, word)).map(n -> Reading.of(String.valueOf(n)))
                    .orElseGet(() -> wants(keyword, "a time such as 90, 2m or 1h30m", word));
            case UNUSED -> unused(keyword, whole(dialect, word));
            case WORD -> Reading.of(word);
            case PATH -> Reading.of(path(word));
            case HOME -> Reading.of(tilde(word));
            case AGENT -> Reading.of(word.equals("SSH_AUTH_SOCK") ? word : path(word));
            case PROVIDER -> Reading.of(word.equalsIgnoreCase("internal") ? word : path(word));
            case ALGORITHMS, GSS -> Algorithms.read(keyword, shape, word);
            case USERENVIRONMENT -> Reading.of(word);
            case LIMIT -> limit(keyword, word);
            case MASK -> mask(keyword, word);
            case ADDRESSES -> AddressPatterns.valid(word)
                    ? Reading.of(word)
                    : wants(keyword, "addresses and networks without host bits, with commas", word);
            case PORT -> port(dialect, word).map(n -> Reading.of(String.valueOf(n)))
                    .orElseGet(() -> wants(keyword, "a port from 1 to 65535", word));
            case STARTUPS -> startups(dialect, keyword, word);
            case NETBLOCK -> netblock(dialect, keyword, word);
            case SOCKETPATH -> word.equals("none") || word.startsWith("user:")
                    ? Reading.of(word)
                    : wants(keyword, "none, or user: with a folder", word);
        };
    }

    /** From 10.3 on fractions of seconds are read, and dropped. */
    private static String whole(Dialect dialect, String word) {
        return dialect.atLeast(10, 3) ? word.replaceFirst("(\\d+)\\.\\d+([sS]?)$", "$1$2") : word;
    }

    static Reading wants(Keyword keyword, String wanted, String word) {
        return Reading.refused(keyword + " wants " + wanted + ", not \"" + word + "\"");
    }

    private static Reading choice(Dialect dialect, Keyword keyword, List<String> all, String word, boolean exact) {
        List<String> choices = all.stream().filter(choice -> in(dialect, choice))
                .map(choice -> choice.split(">=", 2)[0]).toList();
        for (String choice : choices) {
            String[] sides = choice.split("=", -1);
            if (exact ? sides[0].equals(word) : sides[0].equalsIgnoreCase(word)) {
                return Reading.of(sides[sides.length - 1]);
            }
        }
        String known = choices.stream().map(choice -> choice.split("=", -1)[0]).collect(Collectors.joining(", "));
        return wants(keyword, "one of " + known, word);
    }

    private static boolean in(Dialect dialect, String choice) {
        String[] parts = choice.split(">=", 2);
        return parts.length < 2 || dialect.number() >= KeywordTable.release(parts[1]);
    }

    /** As {@code atoi_err} does, which lets a plus sign pass. */
    static Optional<Integer> number(String word) {
        if (!word.matches("\\+?\\d{1,18}|-0{1,18}")) {
            return Optional.empty();
        }
        long value = Long.parseLong(word);
        return value > Integer.MAX_VALUE ? Optional.empty() : Optional.of((int) value);
    }

    /** A service name is a port from 10.0 on; only ssh is known here. */
    static Optional<Integer> port(Dialect dialect, String word) {
        if (word.equals("ssh") && dialect.atLeast(10, 0)) {
            return Optional.of(22);
        }
        return number(word).filter(n -> n > 0 && n <= 65_535);
    }

    private static Reading unused(Keyword keyword, String word) {
        if (word.equalsIgnoreCase("none")) {
            return Reading.of("none");
        }
        return Times.seconds(word).map(n -> Reading.of(String.valueOf(n)))
                .orElseGet(() -> wants(keyword, "none or a time such as 90, 2m or 1h30m", word));
    }

    static String path(String word) {
        if (word.equalsIgnoreCase("none")) {
            return "none";
        }
        String expanded = tilde(word);
        return expanded.startsWith("/") ? expanded : WORKING_FOLDER + "/" + expanded;
    }

    static String tilde(String word) {
        if (word.equals("~") || word.startsWith("~/")) {
            return HOME + "/" + word.substring(Math.min(2, word.length()));
        }
        return word.startsWith("~root/") ? HOME + word.substring(5) : word;
    }

    private static Reading limit(Keyword keyword, String word) {
        return word.equals("none")
                ? Reading.of("none")
                : number(word).map(n -> Reading.of(n == Integer.MAX_VALUE ? "none" : String.valueOf(n)))
                        .orElseGet(() -> wants(keyword, "none or a number", word));
    }

    /** As {@code strtol} in base 8 does: what follows the digits is passed over. */
    private static Reading mask(Keyword keyword, String word) {
        var match = Pattern.compile("([+-]?[0-7]{1,9}).*").matcher(word);
        if (!match.matches()) {
            return wants(keyword, "an octal mode", word);
        }
        int value = Integer.parseInt(match.group(1), 8);
        return value < 0 || value > 0777
                ? wants(keyword, "an octal mode up to 0777", word)
                : Reading.of("0" + Integer.toOctalString(value));
    }

    private static Reading startups(Dialect dialect, Keyword keyword, String word) {
        var three = STARTUPS.matcher(word);
        String wanted = "a number, or start:rate:full with a rate from 1 to 100 and start not above full";
        if (three.matches()) {
            int begin = Integer.parseInt(three.group(1));
            int rate = Integer.parseInt(three.group(2));
            int full = Integer.parseInt(three.group(3));
            boolean bad = begin > full || rate > 100 || rate < 1 || (positive(dialect) && (begin < 1 || full < 1));
            return bad
                    ? wants(keyword, wanted, word)
                    : Reading.of(Map.of("1 start", List.of("" + begin), "2 rate", List.of("" + rate), "3 full",
                            List.of("" + full)));
        }
        var one = LEADING_NUMBER.matcher(word);
        if (!one.matches() || one.group(2).matches(":[+-]?\\d.*")) {
            return wants(keyword, wanted, word);
        }
        int begin = Integer.parseInt(one.group(1));
        return positive(dialect) && begin < 1
                ? wants(keyword, wanted, word)
                : Reading.of(dialect.atLeast(10, 1)
                        // Only the first line counts there, so that no later one has a say in the rate.
                        ? Map.of("1 start", List.of("" + begin), "2 rate", List.of("30"), "3 full", List.of("" + begin))
                        : Map.of("1 start", List.of("" + begin), "3 full", List.of("" + begin)));
    }

    /** Up to 9.1 sshd takes {@code MaxStartups 0}, which refuses everybody. */
    private static boolean positive(Dialect dialect) {
        return dialect.atLeast(9, 2);
    }

    private static Reading netblock(Dialect dialect, Keyword keyword, String word) {
        var match = Pattern.compile("([+-]?\\d{1,9})(?::([+-]?\\d{1,9}))?.*").matcher(word);
        if (!match.matches()) {
            return wants(keyword, "bits of IPv4, or bits of both as 32:128", word);
        }
        int four = Integer.parseInt(match.group(1));
        int six = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        if (four < 0 || four > 32 || six < 0 || six > 128) {
            return wants(keyword, "at most 32:128", word);
        }
        // Before 10.3 one number leaves 0 bits for IPv6, against what the manual says.
        boolean silent = match.group(2) == null && dialect.atLeast(10, 3);
        return Reading.of(Map.of("1 four", List.of("" + four), "2 six", List.of(silent ? "128" : "" + six)));
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
