package dev.bulwarden.syntax.keys;

import dev.bulwarden.syntax.keys.KeyLine.Meaning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file that {@code AuthorizedKeysFile} names. Its lines tile it: {@link #text} is the text that was parsed, by construction.
 *
 * @param lines in order
 */
public record AuthorizedKeys(List<KeyLine> lines) {
    public AuthorizedKeys {
        lines = List.copyOf(lines);
    }

    /** Any text is such a file; lines sshd passes over are {@link Meaning.Unusable}. */
    public static AuthorizedKeys parse(String text) {
        List<KeyLine> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(new KeyLine(lines.size() + 1, text.substring(start, next)));
            start = next;
        }
        return new AuthorizedKeys(lines);
    }

    /** Of the bytes of a file; every byte comes back. */
    public static AuthorizedKeys parse(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    public String text() {
        return lines.stream().map(KeyLine::text).collect(Collectors.joining());
    }

    /** The file as bytes. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The keys sshd takes from it, in order; whether their options let somebody in is another question. */
    public List<AuthorizedKey> keys() {
        return lines.stream().flatMap(line -> switch (line.meaning()) {
            case Meaning.Key(var key) -> Optional.of(key).stream();
            case Meaning.Nothing _,Meaning.Unusable _ -> Optional.<AuthorizedKey>empty().stream();
        }).toList();
    }

    /** Lines that are neither empty nor a comment, and that sshd passes over without a word to the client. */
    public List<KeyLine> unusable() {
        return lines.stream().filter(line -> line.meaning() instanceof Meaning.Unusable).toList();
    }
}
