package dev.bulwarden.report;

import dev.bulwarden.diagnostic.Diagnostic;

/**
 * How text for people looks: with or without colour. Only texts of our own and cleaned host output pass through here.
 *
 * @param colour ANSI colours may be used
 */
public record Style(boolean colour) {
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
        return word + " " + diagnostic.place().map(p -> bold(p + ":") + " ").orElse("") + diagnostic.message()
                + diagnostic.remedy().map(r -> "\n       " + r).orElse("");
    }

    /** A unified diff with added and removed lines coloured. */
    public String diff(String unified) {
        if (!colour) {
            return unified;
        }
        StringBuilder text = new StringBuilder();
        for (String line : unified.split("(?<=\n)", -1)) {
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
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
