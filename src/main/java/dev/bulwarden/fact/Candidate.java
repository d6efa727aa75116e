package dev.bulwarden.fact;

import java.util.Objects;
import java.util.Optional;

/**
 * A file as it would be after a change.
 *
 * @param path as the daemon names it
 * @param target the file itself, every symbolic link resolved
 * @param bytes one char a byte (ISO-8859-1); empty: the file is removed
 * @param mode permission bits; of no meaning when it is removed
 */
public record Candidate(String path, String target, Optional<String> bytes, int mode) {
    public Candidate {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(target, "target is null");
        Objects.requireNonNull(bytes, "bytes is null");
    }
}
