package dev.bulwarden.syntax.sshd;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The forms in which releases print one value: {@code prohibit-password} from 10.1 on for {@code without-password} (commit 6d192645a), times of
 * penalties with a fraction from 10.3 on (c48de35be), {@code true} for some of the yes of 10.6.
 */
final class PrintedValue {
    /** A time as {@code %f} prints it: {@code crash:90.000000}. */
    private static final Pattern FRACTION = Pattern.compile("(?<=:)([0-9]+)(?:\\.([0-9]*?))0*(?= |$)");

    private PrintedValue() {}

    /** A printed value as releases before these changes print it; one of an unknown keyword as it is. */
    static String inOlderForm(String printed, String value) {
        Optional<Keyword> keyword = Keyword.of(printed);
        if (keyword.isEmpty()) {
            return value;
        }
        return switch (keyword.get().shape()) {
            case Shape.One.FLAG -> flag(value);
            case Shape.One.CHOICE -> choice(keyword.get().choices(), flag(value));
            case Shape.Compound.PENALTIES ->
                FRACTION.matcher(value)
                        .replaceAll(m -> m.group(2).isEmpty() ? m.group(1) : m.group(1) + "." + m.group(2));
            case Shape _ -> value;
        };
    }

    private static String flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> "yes";
            case "false" -> "no";
            default -> value;
        };
    }

    private static String choice(List<String> choices, String value) {
        return choices.stream().map(choice -> choice.split(">=", 2)[0].split("=", -1))
                .filter(sides -> sides[0].equals(value))
                .map(sides -> sides[sides.length - 1]).findFirst().orElse(value);
    }
}
