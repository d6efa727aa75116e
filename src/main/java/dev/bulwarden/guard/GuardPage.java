package dev.bulwarden.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The page of a guard, as in {@code docs/guards}.
 *
 * @param id such as {@code L7} or {@code root-login}
 * @param text Markdown
 */
public record GuardPage(String id, String text) {
    public GuardPage {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(text, "text is null");
    }

    /** The page of an id in any case; empty: there is no such guard. */
    public static Optional<GuardPage> of(String word) {
        return Guard.every().stream().filter(id -> id.equalsIgnoreCase(word)).findFirst()
                .map(id -> new GuardPage(id, read("pages/" + id + ".md")));
    }

    private static String read(String name) {
        try (InputStream in = GuardPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
