package dev.bulwarden.report;

import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.Shape;
import java.util.ArrayList;
import java.util.List;

/** What may stand behind a keyword, in words. */
final class KeywordValues {
    private KeywordValues() {}

    /** One line; of the words a keyword takes all are named, with what an older one means. */
    static String of(Keyword keyword) {
        return switch (keyword.shape()) {
            case Shape.One one -> one(one, keyword);
            case Shape.Whole whole -> switch (whole) {
                case COMMAND -> "an absolute path of a program and its arguments, or none";
                case LINE -> "the rest of the line, or none";
                case ADDENDUM -> "a text that follows the version, or none";
            };
            case Shape.Many many -> many(many);
            case Shape.Compound compound -> switch (compound) {
                case QOS -> "one or two classes or numbers: for interactive sessions, and for others";
                case REKEY -> "an amount of data such as 1G, or default, and a time, or none";
                case LISTEN -> "an address, a name, or either with a port, as in 192.0.2.1:22 and [::1]:22";
                case SUBSYSTEM -> "a name and a command";
                case PENALTIES -> "yes, no, or words such as authfail:5s";
            };
            case Shape.Structure structure -> switch (structure) {
                case INCLUDE -> "paths with wildcards";
                case MATCH -> "all, or criteria and their patterns, as in User root Address 192.0.2.0/24";
                case RDOMAIN -> "a routing domain";
                case ANYTHING -> "anything; it is not looked at";
            };
        };
    }

    private static String one(Shape.One shape, Keyword keyword) {
        return switch (shape) {
            case FLAG -> "yes or no";
            case CHOICE, EXACT -> choices(keyword.choices());
            case NUMBER -> "a whole number";
            case TIME -> "a time: seconds, or as in 90s, 2m, 1h30m";
            case UNUSED -> "a time, or none";
            case WORD -> "one word";
            case PATH -> "an absolute path, or none";
            case HOME -> "a path, absolute or below the account's home, or none";
            case AGENT -> "a path of a socket, or SSH_AUTH_SOCK";
            case PROVIDER -> "a path of a library, or internal";
            case ALGORITHMS -> "a comma list; behind one of + - ^ it changes the default list";
            case GSS -> "a comma list of GSSAPI key exchanges";
            case USERENVIRONMENT -> "yes, no, or a pattern of names";
            case LIMIT -> "a number, or none";
            case NETBLOCK -> "a prefix length for IPv4, or two: for IPv4 and IPv6, as in 32:128";
            case MASK -> "an octal mask, as in 0177";
            case ADDRESSES -> "an address, or any";
            case PORT -> "a port from 1 to 65535";
            case SOCKETPATH -> "user: and a path, absolute or below the account's home, or none";
            case STARTUPS -> "a number, or start:rate:full, as in 10:30:100";
        };
    }

    private static String many(Shape.Many shape) {
        return switch (shape) {
            case USERS -> "patterns of accounts, each with @ and an address or network where wanted; blanks between";
            case GROUPS -> "patterns of groups, blanks between";
            case ENVIRONMENT -> "patterns of names of variables, blanks between";
            case SETTINGS -> "NAME=VALUE, blanks between";
            case METHODS -> "lists of methods, commas in a list, blanks between lists; or any";
            case KEYFILES -> "paths, absolute or below the account's home, blanks between; or none";
            case PORTS -> "HOST:PORT, blanks between; or any, or none";
            case PATTERNS -> "patterns, commas or blanks between; or none";
            case CHANNELS -> "TYPE=TIME, blanks between; or none";
            case KEYLISTS -> "paths, before 10.3 only one; or none";
            case KEYOPTIONS -> "words, blanks between; or none";
        };
    }

    private static String choices(List<String> choices) {
        List<String> words = new ArrayList<>();
        choices.forEach(
                all -> {
                    String choice = all.split(">=", 2)[0];
                    words.add(choice.replaceFirst("=", " (the same as ") + (choice.contains("=") ? ")" : ""));
                });
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}
