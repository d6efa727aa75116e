package dev.bulwarden.change;

import java.util.Objects;
import java.util.Optional;

/**
 * One file before and after, exactly.
 *
 * @param path as the daemon names it
 * @param target the file itself, every symbolic link resolved; links are written through, never replaced
 * @param before what the file must still be; empty: it must not exist
 * @param after what it shall be; empty: it is removed
 * @param diff unified diff for people; carries no instruction
 */
public record FileEdit(String path, String target, Optional<State> before, Optional<Content> after, String diff) {
    /**
     * A file on a host, recognised again.
     *
     * @param mode permission bits, such as 0644 octal
     */
    public record State(Digest digest, int mode, int uid, int gid) {}

    /**
     * A file on a host, in full.
     *
     * @param bytes one char a byte (ISO-8859-1)
     * @param mode permission bits, such as 0644 octal
     */
    public record Content(String bytes, int mode, int uid, int gid) {
        public State state() {
            return new State(Digest.of(bytes), mode, uid, gid);
        }
    }

    public FileEdit {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(target, "target is null");
        Objects.requireNonNull(diff, "diff is null");
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException(path + ": neither before nor after");
        }
    }
}
