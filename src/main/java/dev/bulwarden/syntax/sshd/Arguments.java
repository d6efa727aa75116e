package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind a keyword, taken apart.
 *
 * @param words the arguments, quotes and escapes resolved
 * @param raw the same as written, to the end of the line; sshd keeps some values so
 * @param broken a quote is not closed
 */
record Arguments(List<String> words, String raw, boolean broken) {
    private static final String SPACE = " \t\r\n";

    Arguments {
        words = List.copyOf(words);
    }

    static Arguments of(Dialect dialect, String raw) {
        return dialect.splitsLikeAShell() ? shell(raw) : old(raw, true);
    }

    /** As {@code argv_split} does, comments ending it. */
    static Arguments shell(String raw) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == ' ' || c == '\t') {
                i++;
                continue;
            }
            if (c == '#') {
                break;
            }
            StringBuilder word = new StringBuilder();
            char quote = 0;
            for (; i < raw.length(); i++) {
                c = raw.charAt(i);
                char next = i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
                if (c == '\\' && (next == '\'' || next == '"' || next == '\\' || (quote == 0 && next == ' '))) {
                    word.append(next);
                    i++;
                } else if (quote == 0 && (c == ' ' || c == '\t')) {
                    break;
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (quote != 0 && c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            }
            words.add(word.toString());
            if (quote != 0) {
                return new Arguments(words, raw, true);
            }
        }
        return new Arguments(words, raw, false);
    }

    /** As repeated {@code strdelim} does; without {@code equals} as {@code strdelimw} does. An unclosed quote ends it. Behind a quote or an
     * equals sign at the end stands one more word, an empty one. */
    static Arguments old(String raw, boolean equals) {
        List<String> words = new ArrayList<>();
        boolean more = false;
        int i = 0;
        while (i < raw.length()) {
            int end = i;
            while (end < raw.length() && !ends(raw.charAt(end), equals)) {
                end++;
            }
            if (end < raw.length() && raw.charAt(end) == '"') {
                int close = raw.indexOf('"', end + 1);
                if (close < 0) {
                    return new Arguments(words, raw, true);
                }
                words.add(raw.substring(i, end) + raw.substring(end + 1, close));
                i = skip(raw, close + 1);
                more = true;
                continue;
            }
            words.add(raw.substring(i, end));
            more = end < raw.length();
            boolean skipped = end < raw.length() && raw.charAt(end) == '=';
            i = end < raw.length() ? skip(raw, end + 1) : end;
            if (equals && !skipped && i < raw.length() && raw.charAt(i) == '=') {
                i = skip(raw, i + 1);
            }
        }
        if (more) {
            words.add("");
        }
        return new Arguments(words, raw, false);
    }

    private static boolean ends(char c, boolean equals) {
        return SPACE.indexOf(c) >= 0 || c == '"' || (equals && c == '=');
    }

    private static int skip(String text, int from) {
        int i = from;
        while (i < text.length() && SPACE.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }
}
