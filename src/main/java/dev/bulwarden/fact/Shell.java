package dev.bulwarden.fact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The scripts that lie beside these classes, and data for them. */
final class Shell {
    private Shell() {}

    /** Scripts put together in this order; the last defines {@code main}. */
    static String script(String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(resource(name + ".sh")).append('\n');
        }
        return text.toString();
    }

    /** One line of data: base64 of the elements, each ended by a newline. */
    static String list(List<String> elements) {
        StringBuilder text = new StringBuilder();
        for (String element : elements) {
            if (element.isBlank() || !element.strip().equals(element) || element.indexOf('\n') >= 0
                    || element.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("blank, or with blanks around, a line end or NUL inside");
            }
            text.append(element).append('\n');
        }
        return word(text.toString().getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    /** A value with one char a byte, as base64. */
    static String word(String latin1) {
        return word(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String word(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String resource(String name) {
        try (InputStream in = Shell.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read script " + name, e);
        }
    }
}
