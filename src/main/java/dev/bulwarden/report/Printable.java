package dev.bulwarden.report;

import dev.bulwarden.command.Clean;

/**
 * Text of others as part of ours. What a host sent is held one char a byte in many places: it is shown as the UTF-8 it is, and what is none
 * as Latin-1. {@link TerminalOutput} spells out what is left of control characters; here it is only seen to that nobody's text breaks a line.
 */
public final class Printable {
    private Printable() {}

    /** Within a line: line ends and tabs are spelled out, too. */
    public static String line(String text) {
        String decoded = Clean.decoded(text);
        StringBuilder line = new StringBuilder(decoded.length());
        decoded.codePoints().forEach(c -> line.append(Clean.hostile(c) ? Clean.escape(c) : Character.toString(c)));
        return line.toString();
    }

    /** Lines, as of a diff. */
    static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        for (String line : text.split("(?<=\n)", -1)) {
            lines.append(Clean.decoded(line));
        }
        return lines.toString();
    }
}
