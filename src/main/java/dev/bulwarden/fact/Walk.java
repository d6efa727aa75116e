package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file or folder that sshd would look at when somebody logs in, and all that lies above it.
 *
 * @param path as sshd asks for it, its tokens expanded
 * @param target every symbolic link resolved; of a dangling link what it says; empty: it cannot be resolved
 * @param steps from {@code /} on: the folders above the target and the target itself, links resolved. Of a ChrootDirectory the parts of the
 *     path as it is written, which is what sshd looks at. Empty when there is no such file
 * @param bytes of a file of keys, one char a byte; empty text otherwise
 */
public record Walk(String path, String target, Kind kind, List<Step> steps, String bytes) {
    /** What is there. */
    public enum Kind {
        FILE, FOLDER, MISSING,
        /** A symbolic link that leads nowhere. */
        DANGLING,
        /** A regular file that is too long to be read. */
        LARGE,
        /** It holds a private key or password hashes: what is in it stays on the host. */
        SECRET,
        /** It could not be looked at with the rights of its account, or not at all. */
        UNSEEN,
        /** Neither file nor folder. */
        OTHER
    }

    /** One part of a path. */
    public record Step(String path, boolean folder, Ownership owner) {}

    public Walk {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(target, "target is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(bytes, "bytes is null");
        steps = List.copyOf(steps);
    }

    /** The file or folder itself; empty: there is none. */
    public Optional<Step> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }
}
