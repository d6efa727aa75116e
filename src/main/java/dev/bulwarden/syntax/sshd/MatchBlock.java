package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A Match block as a range of a file's lines, counted from 0: from the comment lines directly above its Match line to the next block or the
 * end of the file. It is a view; the lines belong to the {@link SshdConfig}.
 *
 * @param first the first comment line directly above, or the Match line itself
 * @param match the Match line
 * @param end behind its last line
 * @param criteria normalised: criterion names as the manual writes them, one blank, quotes only around what has a blank in it
 */
public record MatchBlock(int first, int match, int end, String criteria) {
    public MatchBlock {
        if (first < 0 || match < first || end <= match) {
            throw new IllegalArgumentException("no block: " + first + ", " + match + ", " + end);
        }
    }

    /** Criteria as two blocks are compared by: users and groups keep their case, everything else is folded. */
    public static String normalise(String criteria) {
        return String.join(" ", words(criteria).stream().map(MatchBlock::quoted).toList());
    }

    /** Each criterion's name, as the manual writes it, and its argument without quotes. */
    public static List<String> words(String criteria) {
        List<String> all = new ArrayList<>();
        boolean name = true;
        for (String word : Arguments.shell(criteria.replaceFirst("^([^ \t=]+)\\s*=\\s*", "$1 ")).words()) {
            int equals = name ? word.indexOf('=') : -1;
            String criterion = equals < 0 ? word : word.substring(0, equals);
            if (name) {
                all.add(spelling(criterion));
                name = criterion.equalsIgnoreCase("all") || criterion.equalsIgnoreCase("invalid-user");
                if (equals >= 0) {
                    all.add(word.substring(equals + 1));
                    name = true;
                }
            } else {
                all.add(word);
                name = true;
            }
        }
        return all;
    }

    /** Every release takes double quotes here. */
    private static String quoted(String word) {
        return word.indexOf(' ') >= 0 || word.indexOf('\t') >= 0 ? '"' + word + '"' : word;
    }

    private static String spelling(String criterion) {
        return switch (criterion.toLowerCase(Locale.ROOT)) {
            case "all" -> "All";
            case "user" -> "User";
            case "group" -> "Group";
            case "host" -> "Host";
            case "address" -> "Address";
            case "localaddress" -> "LocalAddress";
            case "localport" -> "LocalPort";
            case "rdomain" -> "RDomain";
            case "invalid-user" -> "Invalid-User";
            case "version" -> "Version";
            default -> criterion;
        };
    }
}
