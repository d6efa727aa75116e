package dev.bulwarden.playbook;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as sshd_config(5) writes them: {@code 90}, {@code 90s}, {@code 1m30s}, {@code 2h}. */
final class Times {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}[smhdw]?)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})([smhdw]?)", Pattern.CASE_INSENSITIVE);

    private Times() {}

    static Optional<Duration> read(String text) {
        if (!TIME.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(switch (part.group(2).toLowerCase(Locale.ROOT)) {
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                case "w" -> Duration.ofDays(7 * count);
                default -> Duration.ofSeconds(count);
            });
        }
        return Optional.of(sum);
    }
}
