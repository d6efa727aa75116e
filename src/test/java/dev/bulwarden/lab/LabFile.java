package dev.bulwarden.lab;

import java.util.Objects;

/**
 * A file to lay down on a lab host.
 *
 * @param path absolute
 * @param text one char a byte (ISO-8859-1), so that equal files are equal records
 * @param mode permission bits, as {@code 0644}
 * @param owner {@code user:group}
 */
public record LabFile(String path, String text, int mode, String owner) {
    public LabFile {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
        Objects.requireNonNull(text, "text is null");
        Objects.requireNonNull(owner, "owner is null");
    }

    /** Mode as {@code chmod} takes it. */
    public String octal() {
        return String.format("%04o", mode);
    }
}
