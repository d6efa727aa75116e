package dev.bulwarden.diagnostic;

import java.util.Comparator;
import java.util.Objects;

/**
 * A place in a text a user can open.
 *
 * @param source the file name as the user gave it, or a remote path
 * @param line 1-based; 0 means the whole file
 * @param column 1-based; 0 means the whole line
 */
public record Place(String source, int line, int column) {
    /** By source, then as the places stand in it. */
    public static final Comparator<Place> IN_FILE_ORDER = Comparator.comparing(Place::source)
            .thenComparingInt(Place::line).thenComparingInt(Place::column);

    public Place {
        Objects.requireNonNull(source, "source is null");
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line " + line + ", column " + column + " must not be negative");
        }
    }

    /** The whole of a file. */
    public static Place file(String source) {
        return new Place(source, 0, 0);
    }

    /** A whole line of a file, 1-based. */
    public static Place line(String source, int line) {
        return new Place(source, line, 0);
    }

    /** {@code file:line:column}, shortened where line or column are unknown. */
    @Override
    public String toString() {
        if (line == 0) {
            return source;
        }
        return column == 0 ? source + ":" + line : source + ":" + line + ":" + column;
    }
}
