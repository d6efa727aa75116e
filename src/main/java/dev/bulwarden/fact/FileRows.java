package dev.bulwarden.fact;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads what a survey tells of files. */
final class FileRows {
    /** stat(1): mode, uid, gid, links, mtime, size, user, group. */
    private static final Pattern STAT = Pattern.compile(
            "([0-7]{1,4}) ([0-9]{1,10}) ([0-9]{1,10}) ([0-9]{1,9}) (-?[0-9]{1,18}) ([0-9]{1,18})/([^/]*)/([^/]*)");

    private FileRows() {}

    static ConfigFiles files(Answer answer) {
        SequencedMap<String, HostFile> files = new LinkedHashMap<>();
        for (Row row : answer.all("file", 5)) {
            HostFile file = file(row);
            files.put(file.path(), file);
        }
        Map<String, ConfigFiles.Folder> folders = new HashMap<>();
        for (Row row : answer.all("folder", 5)) {
            folders.put(row.path(0), new ConfigFiles.Folder(row.path(0), row.path(1),
                    ownership(row, 2).orElseThrow(() -> changing(row)), row.flag(4)));
        }
        Map<String, String> odd = new HashMap<>();
        for (Row row : answer.all("odd", 2)) {
            odd.put(row.path(0), row.text(1));
        }
        return new ConfigFiles(files, globs(answer), folders,
                Set.copyOf(answer.one("modules", 1).lines(0)), odd, above(answer.one("above", 1).bytes(0)));
    }

    private static Map<String, Ownership> above(String stats) {
        Map<String, Ownership> above = new HashMap<>();
        LoginFileRows.steps(stats).forEach(step -> above.put(step.path(), step.owner()));
        return above;
    }

    private static Map<String, List<String>> globs(Answer answer) {
        Map<String, List<String>> globs = new LinkedHashMap<>();
        for (Row row : answer.rows()) {
            if (row.key().equals("glob")) {
                if (row.fields().isEmpty()) {
                    throw new Garbled("record glob has no pattern");
                }
                globs.put(row.path(0), IntStream.range(1, row.fields().size()).mapToObj(row::path).toList());
            }
        }
        return globs;
    }

    /** Fields: path, target, stat, flags, bytes. */
    private static HostFile file(Row row) {
        MatchResult stat = stat(row, 2).orElseThrow(() -> changing(row));
        String bytes = row.bytes(4);
        if (bytes.length() != Long.parseLong(stat.group(6))) {
            throw changing(row);
        }
        return new HostFile(row.path(0), row.path(1), bytes, owner(stat), Integer.parseInt(stat.group(4)),
                Long.parseLong(stat.group(5)));
    }

    private static Garbled changing(Row row) {
        return new Garbled(row.path(0) + " changed while it was read; ask again");
    }

    /** Owner and mode; empty: there is no such file. */
    static Optional<Ownership> ownership(Row row, int field) {
        return stat(row, field).map(FileRows::owner);
    }

    private static Ownership owner(MatchResult stat) {
        return new Ownership(Integer.parseInt(stat.group(1), 8), Row.small("stat", stat.group(2)),
                Row.small("stat", stat.group(3)), stat.group(7), stat.group(8));
    }

    private static Optional<MatchResult> stat(Row row, int field) {
        String text = row.text(field).strip();
        if (text.equals("?")) {
            return Optional.empty();
        }
        var match = STAT.matcher(text);
        if (!match.matches()) {
            throw new Garbled("record " + row.key() + ": not a stat");
        }
        return Optional.of(match.toMatchResult());
    }
}
