package dev.bulwarden.syntax.sshd.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of {@code src/test/resources/syntax/sshd-recorded}, one char a byte. */
final class Resource {
    private static final Path FOLDER = Path.of("src/test/resources/syntax/sshd-recorded");

    private Resource() {}

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(FOLDER.resolve(name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(String name, String text) {
        try {
            Files.writeString(FOLDER.resolve(name), text, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
