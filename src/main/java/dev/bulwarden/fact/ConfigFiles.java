package dev.bulwarden.fact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.Collections;

/**
 * The files that decide how sshd behaves, as they were at the time of the survey.
 *
 * @param files by path: sshd's main file, what it includes, everything in {@code sshd_config.d} (read or not), {@code pam.d/sshd} and
 *     what it includes, {@code pam.d/other}
 * @param globs what each Include pattern, made absolute, matches on the host, in the order sshd reads it (byte order)
 * @param folders {@code /etc/ssh}, {@code sshd_config.d}, {@code /etc/pam.d} and the folder of every file, by path, as far as they exist
 * @param modules names of PAM's modules, from every folder libpam may load them from; empty: not known
 * @param odd paths that are no readable regular file, and what they are: {@code missing}, {@code directory}, {@code too large} …
 * @param above by path, every folder above these files from {@code /} on, links resolved
 */
public record ConfigFiles(SequencedMap<String, HostFile> files, Map<String, List<String>> globs,
        Map<String, Folder> folders, Set<String> modules, Map<String, String> odd, Map<String, Ownership> above) {
    /**
     * A folder.
     *
     * @param target every symbolic link resolved
     * @param writable whether a file can be made in it: not on a read-only file system
     */
    public record Folder(String path, String target, Ownership owner, boolean writable) {}

    public ConfigFiles {
        files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
        Map<String, List<String>> copy = new LinkedHashMap<>();
        globs.forEach((pattern, paths) -> copy.put(pattern, List.copyOf(paths)));
        globs = Collections.unmodifiableMap(copy);
        folders = Map.copyOf(folders);
        modules = Set.copyOf(modules);
        odd = Map.copyOf(odd);
        above = Map.copyOf(above);
    }

    /** Nothing is known of the folders above. */
    public ConfigFiles(SequencedMap<String, HostFile> files, Map<String, List<String>> globs,
            Map<String, Folder> folders, Set<String> modules, Map<String, String> odd) {
        this(files, globs, folders, modules, odd, Map.of());
    }

    /**
     * The folder above a file in which somebody other than root can put files, from {@code /} on the first: there root must not write by a name
     * that can be foreseen. Empty: there is none, as far as these folders were looked at.
     *
     * @param target with every link resolved
     */
    public Optional<Folder> sharedAbove(String target) {
        for (int at = target.indexOf('/'); at >= 0; at = target.indexOf('/', at + 1)) {
            String path = at == 0 ? "/" : target.substring(0, at);
            Ownership owner = above.get(path);
            if (owner != null && !owner.rootOnly()) {
                return Optional.of(new Folder(path, path, owner, true));
            }
        }
        return Optional.empty();
    }

    /** A file by the path the daemon uses. */
    public Optional<HostFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** A folder by the path the daemon uses. */
    public Optional<Folder> folder(String path) {
        return Optional.ofNullable(folders.get(path));
    }
}
