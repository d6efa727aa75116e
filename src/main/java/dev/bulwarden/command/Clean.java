package dev.bulwarden.command;

import java.nio.charset.StandardCharsets;

/** Makes text that a host sent fit for a terminal, a log or a report. */
public final class Clean {
    private static final int LONGEST = 400;

    private Clean() {}

    /**
     * One line: control characters (escape sequences, line ends, bidirectional overrides) become a space, runs of blanks one blank, and what is
     * longer than 400 characters is cut.
     *
     * @param latin1 bytes from the host, one char a byte, or text
     */
    public static String line(String latin1) {
        String text = decoded(latin1);
        StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
        boolean blank = true;
        for (int i = 0; i < text.length() && clean.length() < LONGEST;) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (hostile(c) || c == ' ') {
                if (!blank) {
                    clean.append(' ');
                }
                blank = true;
            } else {
                clean.appendCodePoint(c);
                blank = false;
            }
        }
        String line = clean.toString().strip();
        return clean.length() < LONGEST ? line : line + "…";
    }

    /**
     * What a host sent, one char a byte, as the UTF-8 it is. What is no UTF-8 stays Latin-1, and what holds more than bytes is text already.
     */
    public static String decoded(String latin1) {
        if (latin1.chars().allMatch(c -> c < 0x80) || latin1.chars().anyMatch(c -> c > 0xff)) {
            return latin1;
        }
        String text = new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.indexOf(0xFFFD) < 0 ? text : latin1;
    }

    /** One line that shows what is hidden: every hostile character as {@link #escape} spells it, line ends and tabs too; cut after 400. */
    public static String visible(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length();) {
            if (line.length() >= LONGEST) {
                return line.append('…').toString();
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            line.append(hostile(c) ? escape(c) : Character.toString(c));
        }
        return line.toString();
    }

    /**
     * Whether a terminal or a reader could be led astray by a character: C0 and C1 controls, DEL, what changes the direction of text or is
     * not seen at all, line and paragraph separators, halves of a pair, and code points without a meaning of their own.
     */
    public static boolean hostile(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                true;
            default -> false;
        };
    }

    /** How such a character is shown: {@code \n}, {@code \t}, {@code \r}, <code>&#92;x1b</code>, and from DEL on as JSON spells it. */
    public static String escape(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> codePoint < ' '
                    ? String.format("\\x%02x", codePoint)
                    : Character.toString(codePoint).chars().collect(StringBuilder::new,
                            (text, unit) -> text.append(String.format("\\u%04x", unit)), StringBuilder::append)
                            .toString();
        };
    }
}
