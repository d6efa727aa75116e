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
     * @param latin1 bytes from the host, one char a byte; read as UTF-8 where they are valid UTF-8
     */
    public static String line(String latin1) {
        String text = new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
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

    private static boolean hostile(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                true;
            default -> c == 0xFFFD;
        };
    }
}
