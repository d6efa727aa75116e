package dev.bulwarden.fact;

import dev.bulwarden.diagnostic.Place;
import java.util.Objects;

/**
 * A regular file on a host, in full.
 *
 * @param path as the daemon names it
 * @param target the file itself, every symbolic link resolved
 * @param bytes one char a byte (ISO-8859-1)
 * @param owner owner, group and mode of the target
 * @param links hard links; more than one means that replacing it splits it from its other names
 * @param modified mtime, seconds since 1970 by the host's clock
 */
public record HostFile(String path, String target, String bytes, Ownership owner, int links, long modified) {
    public HostFile {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(target, "target is null");
        Objects.requireNonNull(bytes, "bytes is null");
        Objects.requireNonNull(owner, "owner is null");
    }

    /** Whether the path leads over a symbolic link, in its last part or before. */
    public boolean linked() {
        return !path.equals(target);
    }

    /** A line of it, 1-based. */
    public Place line(int line) {
        return Place.line(path, line);
    }
}
