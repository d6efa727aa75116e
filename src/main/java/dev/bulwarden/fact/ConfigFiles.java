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
 */
public record ConfigFiles(SequencedMap<String, HostFile> files, Map<String, List<String>> globs,
        Map<String, Folder> folders, Set<String> modules, Map<String, String> odd) {
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
