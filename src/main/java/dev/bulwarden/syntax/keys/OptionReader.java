package dev.bulwarden.syntax.keys;

import dev.bulwarden.syntax.keys.KeyOptions.Option;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the options of one key as {@code sshauthopt_parse} does; the first thing wrong makes the whole line void. */
final class OptionReader {
    private static final List<String> FLAGS = List.of("restrict", "cert-authority");
    private static final List<String> NEGATABLE = List.of("port-forwarding", "agent-forwarding", "x11-forwarding",
            "touch-required", "verify-required", "pty", "user-rc");
    private static final List<String> VALUED = List.of("command", "principals", "from", "expiry-time", "environment",
            "permitopen", "permitlisten", "tunnel");
    private static final List<String> ONCE = List.of("command", "principals", "from", "tunnel");

    private static final Pattern PERMISSION = Pattern
            .compile("(?:\\[[^]]*]|[^\\[:/][^:/]*|)[:/](\\*|[0-9]+|[a-zA-Z][a-zA-Z0-9_-]*)");
    /** SSH_TUNID_MAX. */
    private static final long LAST_TUNNEL = 0x7fffffffL - 2;

    private final String text;
    private final List<Option> options = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private int at;

    OptionReader(String text) {
        this.text = text;
    }

    /** What it asks, as far as it can be read. Between two commas, and before the first, there may be nothing. */
    KeyOptions read() {
        while (at < text.length() && problem.isEmpty()) {
            int start = at;
            next();
            if (problem.isEmpty() && at < text.length() && text.charAt(at++) != ',') {
                problem = Optional.of("sshd knows no option " + text.substring(start).replaceFirst("[,= ].*", ""));
            }
        }
        return new KeyOptions(options);
    }

    /** What is wrong with them, after {@link #read}; empty: nothing. */
    Optional<String> problem() {
        return problem;
    }

    /** Takes an option in, or leaves everything where it is. */
    private void next() {
        String rest = text.substring(at).toLowerCase(Locale.ROOT);
        Optional<String> valued = VALUED.stream().filter(name -> rest.startsWith(name + "=")).findFirst();
        if (valued.isPresent()) {
            at += valued.get().length() + 1;
            value(valued.get());
            return;
        }
        String negation = rest.startsWith("no-") ? "no-" : "";
        String positive = rest.substring(negation.length());
        FLAGS.stream().filter(rest::startsWith).findFirst()
                .or(() -> NEGATABLE.stream().filter(positive::startsWith).map(negation::concat).findFirst())
                .ifPresent(flag -> {
                    at += flag.length();
                    options.add(new Option(flag, Optional.empty()));
                });
    }

    /** {@code opt_dequote}: between double quotes, in which {@code \"} is a quote. */
    private void value(String name) {
        if (at == text.length() || text.charAt(at) != '"') {
            problem = Optional.of(name + " needs its value in double quotes");
            return;
        }
        StringBuilder value = new StringBuilder();
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            if (text.startsWith("\\\"", i)) {
                i++;
            }
            value.append(text.charAt(i++));
        }
        if (i == text.length()) {
            problem = Optional.of("a quote is never closed");
            return;
        }
        at = i + 1;
        if (ONCE.contains(name) && options.stream().anyMatch(option -> option.name().equals(name))) {
            problem = Optional.of(name + " stands here twice");
        } else if (name.equals("expiry-time") && KeyOptions.time(value.toString(), ZoneOffset.UTC).isEmpty()) {
            problem = Optional.of("expiry-time " + value + " is no time");
        } else if (name.equals("environment") && !value.toString().matches("[A-Za-z0-9_]+=.*")) {
            problem = Optional.of("environment " + value + " is no NAME=VALUE");
        } else if (name.equals("tunnel") && !value.toString().equalsIgnoreCase("any")
                && !isWithin(value.toString(), 0, LAST_TUNNEL)) {
            problem = Optional.of("tunnel " + value + " is no number of a device");
        } else if (name.startsWith("permit") && !isPermission(name, value.toString())) {
            problem = Optional.of(name + " " + value + " is no HOST:PORT");
        }
        options.add(new Option(name, Optional.of(value.toString())));
    }

    /** {@code handle_permit}: HOST:PORT, a port alone where it is listened at; the port may be a star or, for later releases, a service. */
    private static boolean isPermission(String name, String value) {
        var split = PERMISSION.matcher(name.equals("permitlisten") && value.indexOf(':') < 0 ? "*:" + value : value);
        return split.matches() && (!Character.isDigit(split.group(1).charAt(0)) || isWithin(split.group(1), 1, 65535));
    }

    private static boolean isWithin(String digits, long least, long most) {
        return digits.matches("[0-9]{1,10}") && Long.parseLong(digits) >= least && Long.parseLong(digits) <= most;
    }
}
