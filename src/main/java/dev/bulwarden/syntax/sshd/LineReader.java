package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into lines and lines into slots, as {@code process_server_config_line} and {@code strdelim} of OpenSSH do: any white space, or white
 * space around at most one {@code =}, ends the keyword; a quoted keyword is followed by white space only.
 */
final class LineReader {
    private static final String SPACE = " \t\r";
    private static final String END_SPACE = " \t\r\f";
    /** Keywords whose value is the rest of the line, comment included, from OpenSSH 8.7 on. */
    private static final Set<String> WHOLE_LINE = Set.of("forcecommand", "authorizedkeyscommand",
            "authorizedprincipalscommand", "versionaddendum");

    private LineReader() {}

    static List<Line> lines(String bytes) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < bytes.length()) {
            int newline = bytes.indexOf('\n', start);
            int next = newline < 0 ? bytes.length() : newline + 1;
            int end = newline < 0 ? next : newline > start && bytes.charAt(newline - 1) == '\r' ? newline - 1 : newline;
            lines.add(line(bytes.substring(start, end), bytes.substring(end, next)));
            start = next;
        }
        return lines;
    }

    /** A line without and with its line end. */
    static Line line(String content, String eol) {
        int start = skip(content, 0, SPACE);
        if (start == content.length()) {
            return new Line.Blank(content, eol);
        }
        if (content.charAt(start) == '=') {
            start = skip(content, start + 1, SPACE);
        }
        if (start == content.length() || content.charAt(start) == '#') {
            return new Line.Comment(content, eol);
        }
        int end = wordEnd(content, start);
        if (end <= start) {
            return new Line.Malformed(content, eol);
        }
        int value = separatorEnd(content, end);
        int behind = valueEnd(content, value, WHOLE_LINE.contains(lower(content.substring(start, end))));
        return new Line.Directive(content.substring(0, start), content.substring(start, end),
                content.substring(end, value), content.substring(value, behind), content.substring(behind), eol);
    }

    private static String lower(String word) {
        return word.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private static int wordEnd(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                int close = text.indexOf('"', i + 1);
                return close < 0 ? -1 : close + 1;
            }
            if (SPACE.indexOf(c) >= 0 || c == '=') {
                return i;
            }
        }
        return stripped(text, start + 1);
    }

    private static int separatorEnd(String text, int wordEnd) {
        if (wordEnd > 0 && text.charAt(wordEnd - 1) == '"') {
            return skip(text, wordEnd, SPACE);
        }
        int i = skip(text, wordEnd, SPACE);
        return i < text.length() && text.charAt(i) == '=' ? skip(text, i + 1, SPACE) : i;
    }

    /** Where the arguments end and white space or a comment follow to the end of the line. */
    private static int valueEnd(String text, int from, boolean wholeLine) {
        int comment = wholeLine ? text.length() : commentStart(text, from);
        int end = comment;
        while (end > from && END_SPACE.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static int commentStart(String text, int from) {
        char quote = 0;
        boolean tokenStart = true;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '#' && tokenStart) {
                return i;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
            tokenStart = quote == 0 && (c == ' ' || c == '\t');
        }
        return text.length();
    }

    private static int stripped(String text, int least) {
        int end = text.length();
        while (end > least && END_SPACE.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static int skip(String text, int from, String set) {
        int i = from;
        while (i < text.length() && set.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }
}
