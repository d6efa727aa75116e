package dev.bulwarden.syntax.keys;

import java.util.Objects;
import java.util.Optional;

/**
 * One line of a file of authorized keys.
 *
 * @param number counted from 1
 * @param text as it stands in the file, with its line end
 */
public record KeyLine(int number, String text) {
    /** What a line is to sshd; see {@code auth_check_authkey_line}. */
    public sealed interface Meaning {
        /** Blank, or a comment. */
        record Nothing() implements Meaning {}

        /** A key, and what it may do. */
        record Key(AuthorizedKey key) implements Meaning {
            public Key {
                Objects.requireNonNull(key, "key is null");
            }
        }

        /**
         * sshd goes on to the next line.
         *
         * @param why in a few words
         */
        record Unusable(String why) implements Meaning {
            public Unusable {
                Objects.requireNonNull(why, "why is null");
            }
        }
    }

    public KeyLine {
        Objects.requireNonNull(text, "text is null");
    }

    /** What it says. sshd first takes the line for a key without options, then for options and a key; for it a NUL ends the line. */
    public Meaning meaning() {
        String line = skipBlanks(text.replaceFirst("(?s)\\x00.*", "").replaceAll("[\r\n]+$", ""));
        if (line.isEmpty() || line.startsWith("#")) {
            return new Meaning.Nothing();
        }
        Optional<AuthorizedKey> plain = AuthorizedKey.parse(KeyOptions.NONE, line);
        if (plain.isPresent()) {
            return new Meaning.Key(plain.get());
        }
        int end = endOfOptions(line);
        if (end < 0) {
            return new Meaning.Unusable("a quote is never closed");
        }
        OptionReader options = new OptionReader(line.substring(0, end));
        Optional<AuthorizedKey> key = AuthorizedKey.parse(options.read(), skipBlanks(line.substring(end)));
        if (key.isEmpty()) {
            return new Meaning.Unusable(startsLikeAKey(line)
                    ? "the key is cut off or damaged"
                    : "no key that sshd knows stands here");
        }
        return options.problem().<Meaning>map(Meaning.Unusable::new).orElseGet(() -> new Meaning.Key(key.get()));
    }

    private static boolean startsLikeAKey(String line) {
        return AuthorizedKey.isType(line.split("[ \t]", 2)[0]);
    }

    /** {@code sshkey_advance_past_options}: up to the first blank outside quotes; -1: a quote is never closed. */
    private static int endOfOptions(String line) {
        boolean quoted = false;
        int i = 0;
        for (; i < line.length() && (quoted || !blank(line.charAt(i))); i++) {
            if (line.startsWith("\\\"", i)) {
                i++;
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return quoted ? -1 : Math.min(i, line.length());
    }

    private static String skipBlanks(String line) {
        int i = 0;
        while (i < line.length() && blank(line.charAt(i))) {
            i++;
        }
        return line.substring(i);
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }
}
