package dev.bulwarden.syntax.sshd;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A way to write a directive; with each keyword it makes a cell that the differential test wants to see. */
enum Form {
    PLAIN, EQUALS, SPACED_EQUALS, TABS, QUOTED_KEYWORD, UPPER_CASE, QUOTED_VALUE, SINGLE_QUOTED, COMMENT, HASH_INSIDE,
    BACKSLASH, CARRIAGE_RETURN, TWICE, DROP_IN_FIRST, DROP_IN_LAST, MATCHING, TWO_MATCHING, OVER_GLOBAL, NOT_MATCHING,
    MATCH_ALL, INCLUDE_IN_MATCH, BAD_VALUE, NO_VALUE, EXTRA_VALUE, UNCLOSED_QUOTE, TWO_EQUALS;

    private static final Set<Form> RISKY = EnumSet.of(QUOTED_VALUE, SINGLE_QUOTED, HASH_INSIDE, BACKSLASH, BAD_VALUE,
            NO_VALUE, EXTRA_VALUE, UNCLOSED_QUOTE, TWO_EQUALS);

    /** Whether sshd may well refuse it, so that nothing else of the file would be seen. */
    boolean risky() {
        return RISKY.contains(this);
    }

    /** Whether it makes sense for a keyword. */
    boolean fits(Keyword keyword, boolean inMatch) {
        return switch (this) {
            case MATCHING, TWO_MATCHING, OVER_GLOBAL, NOT_MATCHING, INCLUDE_IN_MATCH -> inMatch;
            case BAD_VALUE -> !SampleValues.bad(keyword).isEmpty();
            default -> true;
        };
    }

    /** The line for a value. */
    String line(String word, String value) {
        return switch (this) {
            case EQUALS -> word + "=" + value;
            case SPACED_EQUALS -> word + " = " + value;
            case TABS -> "\t" + word + "\t \t" + value + " \t\f";
            case QUOTED_KEYWORD -> "\"" + word + "\" " + value;
            case UPPER_CASE -> word.toUpperCase(Locale.ROOT) + " " + value;
            case QUOTED_VALUE -> word + " \"" + value.replace("\"", "") + "\"";
            case SINGLE_QUOTED -> word + " '" + value.replace("'", "") + "'";
            case COMMENT -> word + " " + value + " # why";
            case HASH_INSIDE -> word + " " + value + "#x";
            case BACKSLASH -> word + " " + value + "\\x";
            case CARRIAGE_RETURN -> word + " " + value + "\r";
            case NO_VALUE -> word;
            case EXTRA_VALUE -> word + " " + value + " extra";
            case UNCLOSED_QUOTE -> word + " " + value + " \"x";
            case TWO_EQUALS -> word + " == " + value;
            case PLAIN, TWICE, DROP_IN_FIRST, DROP_IN_LAST, MATCHING, TWO_MATCHING, OVER_GLOBAL, NOT_MATCHING,
                    MATCH_ALL,
                    INCLUDE_IN_MATCH, BAD_VALUE ->
                word + " " + value;
        };
    }

    static List<Form> all() {
        return List.of(values());
    }
}
