package dev.bulwarden.syntax.sshd;

import java.util.Objects;
import java.util.Optional;

/**
 * A directive as sshd comes by it.
 *
 * @param origin where it stands
 * @param directive the line
 * @param keyword what its word means to this release
 * @param block the Match line whose block it stands in, counting those of including files; empty: it is global. A Match line is in its own
 *     block.
 */
public record ReadLine(Origin origin, Line.Directive directive, Keyword keyword, Optional<Origin> block) {
    public ReadLine {
        Objects.requireNonNull(origin, "origin is null");
        Objects.requireNonNull(directive, "directive is null");
        Objects.requireNonNull(keyword, "keyword is null");
        Objects.requireNonNull(block, "block is null");
    }

    public boolean global() {
        return block.isEmpty();
    }
}
