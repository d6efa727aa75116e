package dev.bulwarden.syntax.pam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One line as libpam counts lines: with a backslash before its end it goes on in the next.
 *
 * @param text as it stands in the file, with its line ends
 */
public record PamLine(String text) {
    /** What a line means to libpam; see {@code _pam_parse_conf_file} of Linux-PAM and Debian's {@code @include}. */
    public sealed interface Meaning {
        /** Blank, or nothing but a comment. */
        record Nothing() implements Meaning {}

        /** Debian's {@code @include FILE}: the lines of that file, all types. */
        record IncludeAll(String file) implements Meaning {}

        /**
         * A module, or a file of which only the lines of this type count.
         *
         * @param type as written, lower case, without the hyphen that makes a missing module silent
         * @param control a word, or a bracketed list with its brackets
         * @param target module or file
         */
        record Rule(String type, String control, String target, List<String> arguments) implements Meaning {
            public Rule {
                arguments = List.copyOf(arguments);
            }

            /** Whether the target is a file of lines. */
            public boolean isInclude() {
                return control.equals("include") || control.equals("substack");
            }
        }

        /** Not enough words for a rule; libpam lets the stack fail. */
        record Malformed() implements Meaning {}
    }

    /** The four stacks. */
    public static final Set<String> TYPES = Set.of("auth", "account", "password", "session");

    /** Without comment and line ends, with single blanks: two lines with the same words are the same line. */
    public String words() {
        String joined = text.replaceAll("\\\\\\r?\\n", " ");
        int comment = joined.indexOf('#');
        String active = comment < 0 ? joined : joined.substring(0, comment);
        return active.strip().replaceAll("\\s+", " ");
    }

    /** The words a comment would have if it were a line, so that a line we commented out is known again. */
    public String commentedWords() {
        String start = text.stripLeading();
        return start.startsWith("#") ? new PamLine(start.substring(1).replaceAll("\\n[ \\t]*#", "\n")).words() : "";
    }

    /** What it says. */
    public Meaning meaning() {
        String words = words();
        if (words.isEmpty()) {
            return new Meaning.Nothing();
        }
        List<String> tokens = tokens(words);
        String first = tokens.getFirst().toLowerCase(Locale.ROOT);
        if (first.equals("@include")) {
            return tokens.size() < 2 ? new Meaning.Malformed() : new Meaning.IncludeAll(tokens.get(1));
        }
        if (tokens.size() < 3) {
            return new Meaning.Malformed();
        }
        return new Meaning.Rule(first.startsWith("-") ? first.substring(1) : first, control(tokens.get(1)),
                tokens.get(2), tokens.subList(3, tokens.size()));
    }

    /** The same with a {@code #} before each of its physical lines. */
    PamLine commentedOut() {
        return new PamLine("#" + text.replaceAll("(\\\\\\r?\\n)(?=.)", "$1#"));
    }

    private static String control(String written) {
        return written.startsWith("[") ? written : written.toLowerCase(Locale.ROOT);
    }

    /** Words; a bracketed control is one. */
    private static List<String> tokens(String words) {
        int open = words.indexOf(" [");
        int close = words.indexOf(']');
        if (open < 0 || close < open || words.substring(0, open).contains(" ")) {
            return Arrays.asList(words.split(" ", -1));
        }
        String control = words.substring(open + 1, close + 1);
        List<String> tokens = new ArrayList<>(List.of(words.substring(0, open), control));
        String rest = words.substring(close + 1).strip();
        if (!rest.isEmpty()) {
            tokens.addAll(Arrays.asList(rest.split(" ", -1)));
        }
        return tokens;
    }
}
