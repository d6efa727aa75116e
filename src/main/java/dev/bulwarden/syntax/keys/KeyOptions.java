package dev.bulwarden.syntax.keys;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an authorized key may do.
 *
 * @param options in order
 */
public record KeyOptions(List<Option> options) {
    /** A key without options. */
    public static final KeyOptions NONE = new KeyOptions(List.of());

    /**
     * One option.
     *
     * @param name in lower case, such as {@code from}, {@code restrict} or {@code no-pty}
     * @param value without its quotes; empty: it takes none
     */
    public record Option(String name, Optional<String> value) {
        public Option {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(value, "value is null");
        }
    }

    public KeyOptions {
        options = List.copyOf(options);
    }

    /** Whether an option of this name is there. */
    public boolean has(String name) {
        return options.stream().anyMatch(option -> option.name().equals(name));
    }

    /** The value of an option. */
    public Optional<String> value(String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst().flatMap(Option::value);
    }

    /** The comma list of addresses, networks and patterns the client must come from; empty: from anywhere. */
    public Optional<String> from() {
        return value("from");
    }

    /** The only command it runs. */
    public Optional<String> command() {
        return value("command");
    }

    /** Whether it names principals, which only certificate authorities may: such a line never admits a plain key. */
    public boolean principals() {
        return has("principals");
    }

    /** The first moment it no longer opens anything; of several the earliest. Empty: never. */
    public Optional<Instant> expires(ZoneId zone) {
        return options.stream().filter(option -> option.name().equals("expiry-time"))
                .flatMap(option -> option.value().flatMap(text -> time(text, zone)).stream()).min(Instant::compareTo);
    }

    /**
     * {@code YYYYMMDD[HHMM[SS]]} in the host's zone, or in UTC with a Z ({@code parse_absolute_time}); empty: sshd takes it for no time. A day
     * that its month does not have is one of the next month.
     */
    static Optional<Instant> time(String text, ZoneId zone) {
        String upper = text.toUpperCase(Locale.ROOT);
        String digits = upper.replaceFirst("(Z|UTC)$", "");
        if (!digits.matches("\\d{8}(\\d{4}(\\d{2})?)?")) {
            return Optional.empty();
        }
        String all = digits + "000000".substring(0, 14 - digits.length());
        int[] part = IntStream.of(4, 6, 8, 10, 12).map(i -> Integer.parseInt(all.substring(i, i + 2))).toArray();
        if (part[0] < 1 || part[0] > 12 || part[1] < 1 || part[1] > 31 || part[2] > 23 || part[3] > 59
                || part[4] > 61) {
            return Optional.empty();
        }
        LocalDateTime time = LocalDateTime.of(Integer.parseInt(all.substring(0, 4)), part[0], 1, part[2], part[3])
                .plusDays(part[1] - 1L).plusSeconds(part[4]);
        return Optional.of(time.atZone(digits.equals(upper) ? zone : ZoneOffset.UTC).toInstant())
                .filter(instant -> instant.getEpochSecond() >= 0);
    }
}
