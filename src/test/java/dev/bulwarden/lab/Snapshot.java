package dev.bulwarden.lab;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What every file under some folders of a host looked like at one moment, for assertions that nothing changed.
 *
 * @param files what was found, by path
 */
public record Snapshot(SortedMap<String, Entry> files) {
    /**
     * One file.
     *
     * @param status type, mode, owner, group and link target, as {@code find} prints them
     * @param modified time of last modification, in seconds with a fraction; empty when times are left out
     * @param digest SHA-256 of a regular file's content, else empty
     */
    public record Entry(String status, String modified, String digest) {
        public Entry {
            Objects.requireNonNull(status, "status is null");
            Objects.requireNonNull(modified, "modified is null");
            Objects.requireNonNull(digest, "digest is null");
        }
    }

    /** Prints one line a file, {@code status|modified|path}, then one line a regular file, {@code digest path}. */
    static final String SCRIPT = """
            find "$@" -printf '%y %m %U:%G %l|%T@|%p\\n' 2>/dev/null
            echo ==
            find "$@" -type f -exec sha256sum {} + 2>/dev/null
            true
            """;

    public Snapshot {
        files = new TreeMap<>(files);
    }

    static Snapshot parse(String printed) {
        String[] halves = printed.split("^==$", 2);
        int cut = printed.indexOf("\n==\n");
        if (halves.length == 0 || cut < 0) {
            throw new IllegalArgumentException("not a snapshot: " + printed);
        }
        Map<String, String> digests = printed.substring(cut + 4).lines()
                .collect(Collectors.toMap(line -> line.substring(66), line -> line.substring(0, 64)));
        var files = new TreeMap<String, Entry>();
        printed.substring(0, cut).lines().forEach(line -> {
            String[] parts = line.split("\\|", 3);
            // A folder's time says only that something in it came or went, which the listing shows itself.
            String modified = parts[0].startsWith("d") ? "" : parts[1];
            files.put(parts[2], new Entry(parts[0], modified, digests.getOrDefault(parts[2], "")));
        });
        return new Snapshot(files);
    }

    /** The same without times: for a change that was taken back. */
    public Snapshot withoutTimes() {
        var timeless = new TreeMap<String, Entry>();
        files.forEach((path, entry) -> timeless.put(path, new Entry(entry.status(), "", entry.digest())));
        return new Snapshot(timeless);
    }

    /** One line for each path that differs, sorted; empty when nothing changed. */
    public List<String> differences(Snapshot later) {
        var paths = new TreeSet<>(files.keySet());
        paths.addAll(later.files.keySet());
        return paths.stream().filter(path -> !Objects.equals(files.get(path), later.files.get(path)))
                .map(path -> path + ": " + files.get(path) + " -> " + later.files.get(path)).toList();
    }
}
