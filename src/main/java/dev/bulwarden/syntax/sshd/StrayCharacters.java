package dev.bulwarden.syntax.sshd;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Characters in a configuration file that look like another one, or like none: they come from word processors, web pages and other systems.
 * To sshd they are letters. Remarks may hold any character but NUL, at which sshd's reading of a line ends.
 */
public final class StrayCharacters {
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    /** The rest of these lines is text for people or for a shell. */
    private static final Set<String> TEXT = Set.of("forcecommand", "versionaddendum", "authorizedkeyscommand",
            "authorizedprincipalscommand");

    private StrayCharacters() {}

    /**
     * One of them.
     *
     * @param line 1-based
     * @param column 1-based, in characters
     * @param name such as {@code U+00A0 no-break space}
     * @param nul whether it is NUL
     */
    public record Stray(int line, int column, String name, boolean nul) {}

    /** The first of each line, in order. */
    public static List<Stray> of(SshdConfig config) {
        List<Stray> found = new ArrayList<>();
        for (int i = 0; i < config.size(); i++) {
            Line line = config.line(i);
            String content = line.content();
            int nul = content.indexOf('\0');
            boolean marked = i == 0 && content.startsWith(BYTE_ORDER_MARK);
            if (marked) {
                found.add(new Stray(1, 1, "U+FEFF byte order mark", false));
            } else if (nul >= 0) {
                found.add(new Stray(i + 1, nul + 1, "U+0000 NUL", true));
            } else if (line instanceof Line.Directive directive) {
                String read = TEXT.contains(directive.keyword().toLowerCase(Locale.ROOT))
                        ? directive.indent() + directive.word()
                        : directive.indent() + directive.word() + directive.separator() + directive.value();
                first(i + 1, read).ifPresent(found::add);
            } else if (line instanceof Line.Malformed) {
                first(i + 1, content).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Stray> first(int line, String bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (CharacterCodingException e) {
            // Another encoding, in which these bytes may be any letters.
            return Optional.empty();
        }
        int column = 1;
        for (int c : text.codePoints().toArray()) {
            if (stray(c)) {
                return Optional.of(new Stray(line, column, name(c), false));
            }
            column++;
        }
        return Optional.empty();
    }

    private static boolean stray(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION ->
                true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            case Character.DASH_PUNCTUATION -> c != '-';
            case Character.CONTROL -> c != '\t' && c != '\r' && c != '\f';
            default -> c == 0x201A || c == 0x201E || c == 0x2212;
        };
    }

    private static String name(int c) {
        String code = String.format(Locale.ROOT, "U+%04X", c);
        return Optional.ofNullable(Character.getName(c)).map(n -> code + " " + n.toLowerCase(Locale.ROOT)).orElse(code);
    }
}
