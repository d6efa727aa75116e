package dev.bulwarden.report;

import dev.bulwarden.diagnostic.Diagnostic;
import java.security.SecureRandom;

/**
 * How text for people looks: with or without colour. Escape sequences of ours bear a seal that nobody else knows, and {@link TerminalOutput}
 * lets no other one through.
 *
 * @param colour ANSI colours may be used
 */
public record Style(boolean colour) {
    static final char ESCAPE = '\u001b';
    /** What our escape sequences begin with on their way to {@link TerminalOutput}: drawn anew for each process, so that no host can say it. */
    static final String SEALED = ESCAPE + Long.toHexString(new SecureRandom().nextLong());
    /** No colour at all, as for files and pipes. */
    public static final Style PLAIN = new Style(false);

    public String bold(String text) {
        return paint("1", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String cyan(String text) {
        return paint("36", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    /** {@code error: place: message} with the remedy on a line of its own. */
    public String diagnostic(Diagnostic diagnostic) {
        String word = switch (diagnostic.severity()) {
            case ERROR -> red("error:");
            case WARNING -> yellow("warning:");
            case INFO -> cyan("note:");
        };
        return word + " " + diagnostic.place().map(p -> bold(Printable.line(p + ":")) + " ").orElse("")
                + Printable.line(diagnostic.message())
                + diagnostic.remedy().map(r -> "\n       " + Printable.line(r)).orElse("");
    }

    /** What takes away so many lines, the one the cursor stands in last: nothing is left of them. */
    public static String erased(int lines) {
        return SEALED + "[G" + SEALED + "[2K" + (SEALED + "[1A" + SEALED + "[2K").repeat(lines - 1);
    }

    /** A unified diff, one char a byte, with added and removed lines coloured. */
    public String diff(String unified) {
        String lines = Printable.lines(unified);
        if (!colour) {
            return lines;
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines.split("(?<=\n)", -1)) {
            String body = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
            text.append(switch (body.isEmpty() ? ' ' : body.charAt(0)) {
                case '+' -> green(body);
                case '-' -> red(body);
                case '@' -> cyan(body);
                default -> body;
            }).append(line.endsWith("\n") ? "\n" : "");
        }
        return text.toString();
    }

    private String paint(String code, String text) {
        return colour ? SEALED + "[" + code + "m" + text + SEALED + "[0m" : text;
    }
}
