package dev.bulwarden.syntax.keys;

import dev.bulwarden.syntax.keys.KeyOptions.Option;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the options of one key as {@code sshauthopt_parse} does; the first thing wrong makes the whole line void. */
final class OptionReader {
    private static final List<String> FLAGS = List.of("restrict", "cert-authority");
    private static final List<String> NEGATABLE = List.of("port-forwarding", "agent-forwarding", "x11-forwarding",
            "touch-required", "verify-required", "pty", "user-rc");
    private static final List<String> VALUED = List.of("command", "principals", "from", "expiry-time", "environment",
            "permitopen", "permitlisten", "tunnel");
    private static final List<String> ONCE = List.of("command", "principals", "from", "tunnel");

    private final String text;
    private final List<Option> options = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private int at;

    OptionReader(String text) {
        this.text = text;
    }

    /** What it asks, as far as it can be read. */
    KeyOptions read() {
        while (at < text.length() && problem.isEmpty()) {
            next();
            if (problem.isEmpty() && at < text.length()) {
                separator();
            }
        }
        return new KeyOptions(options);
    }

    /** What is wrong with them, after {@link #read}; empty: nothing. */
    Optional<String> problem() {
        return problem;
    }

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
        Optional<String> flag = FLAGS.stream().filter(rest::startsWith).findFirst()
                .or(() -> NEGATABLE.stream().filter(positive::startsWith).map(negation::concat).findFirst());
        if (flag.isEmpty()) {
            problem = Optional.of("sshd knows no option " + text.substring(at).replaceFirst("[,= ].*", ""));
            return;
        }
        at += flag.get().length();
        options.add(new Option(flag.get(), Optional.empty()));
    }

    private void separator() {
        if (text.charAt(at) != ',') {
            problem = Optional.of("sshd knows no option " + options.getLast().name()
                    + text.substring(at).replaceFirst(",.*", ""));
        } else if (++at == text.length()) {
            problem = Optional.of("a comma ends its options");
        }
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
        }
        options.add(new Option(name, Optional.of(value.toString())));
    }
}
