package dev.bulwarden.syntax.sshd;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** PerSourcePenalties: yes, no, or times and limits by name. */
final class Penalties {
    private static final Set<String> TIMES = Set.of("crash", "authfail", "noauth", "grace-exceeded", "refuseconnection",
            "max", "min");
    private static final Set<String> NUMBERS = Set.of("max-sources4", "max-sources6");
    private static final Set<String> OVERFLOWS = Set.of("overflow", "overflow6");

    /** The part that says that some penalty was set by name, which turns penalties on whatever else is said. */
    static final String ON = "on";

    /** Seconds of 10.3 and later; minutes and more are whole numbers. */
    private static final Pattern FRACTION = Pattern.compile("\\d{1,9}\\.\\d{1,18}s?");

    private Penalties() {}

    private static String rounded(String text) {
        return new BigDecimal(text.endsWith("s") ? text.substring(0, text.length() - 1) : text)
                .setScale(6, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
    }

    static Reading read(Dialect dialect, Keyword keyword, List<String> words) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (String word : words) {
            if (word.equals("yes") || word.equals("no")) {
                if (words.size() > 1) {
                    return Reading.refused(keyword + " " + word + " must stand alone");
                }
                parts.putIfAbsent("enabled", List.of(word));
                continue;
            }
            int colon = word.indexOf(':');
            String name = colon < 0 ? word : word.substring(0, colon);
            Optional<String> value = colon < 0 ? Optional.empty() : value(dialect, name, word.substring(colon + 1));
            if (value.isEmpty()) {
                return Singles.wants(keyword, "yes, no, or words such as authfail:5s", word);
            }
            parts.putIfAbsent(name, List.of(name + ":" + value.get()));
            parts.putIfAbsent(ON, List.of("yes"));
        }
        return Reading.of(parts);
    }

    private static Optional<String> value(Dialect dialect, String name, String text) {
        boolean fractions = dialect.atLeast(10, 3);
        if (fractions && FRACTION.matcher(text).matches()) {
            return TIMES.contains(name) || name.equals("invaliduser") ? Optional.of(rounded(text)) : Optional.empty();
        }
        if (TIMES.contains(name) || (fractions && name.equals("invaliduser"))) {
            return Times.seconds(text).map(String::valueOf);
        }
        if (NUMBERS.contains(name)) {
            return Singles.number(text).filter(n -> n > 0).map(String::valueOf);
        }
        return OVERFLOWS.contains(name) && Set.of("deny-all", "permissive").contains(text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
