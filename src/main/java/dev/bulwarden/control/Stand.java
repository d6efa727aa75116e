package dev.bulwarden.control;

import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.Objects;
import java.util.Optional;

/**
 * An active line of sshd's configuration, where it stands.
 *
 * @param path the file, as the daemon names it
 * @param index 0-based line in that file
 * @param keyword what it sets
 * @param value what stands behind the keyword, as written
 * @param block the Match block it stands in, counting those of including files; empty: it is global
 */
public record Stand(String path, int index, Keyword keyword, String value, Optional<Block> block) {

    /**
     * A Match line.
     *
     * @param criteria normalised
     */
    public record Block(String path, int index, String criteria) {}

    public Stand {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(keyword, "keyword is null");
        Objects.requireNonNull(value, "value is null");
        Objects.requireNonNull(block, "block is null");
    }

    public boolean global() {
        return block.isEmpty();
    }

    public Place place() {
        return Place.line(path, index + 1);
    }
}
