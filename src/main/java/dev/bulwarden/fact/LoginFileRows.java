package dev.bulwarden.fact;

import dev.bulwarden.fact.Walk.Kind;
import dev.bulwarden.fact.Walk.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a survey tells of the files that logins lead over. */
final class LoginFileRows {
    /** stat(1): mode, uid, gid, user, group, type, name. */
    private static final Pattern STEP = Pattern
            .compile("([0-7]{1,4}) ([0-9]{1,10}) ([0-9]{1,10}) ([^/]*)/([^/]*)/([^/]*)/(.*)");

    private LoginFileRows() {}

    /** Fields: keyword, kind, then lines with user, pattern, path and target, steps, and of files of keys what {@code look} in walk.sh says. */
    static LoginFiles files(Answer answer) {
        List<KeyFile> keys = new ArrayList<>();
        Map<String, Walk> homes = new HashMap<>();
        Map<String, Walk> walks = new HashMap<>();
        for (Row row : answer.all("walk", 5)) {
            String[] head = row.bytes(2).split("\n", -1);
            if (head.length != 5) {
                throw new Garbled("record walk has no path");
            }
            String[] look = row.bytes(4).split("\n", 2);
            boolean looked = !look[0].isEmpty();
            Walk walk = new Walk(head[2], head[3], kind(looked ? look[0] : row.plain(1)), steps(row),
                    look[0].equals("file") && look.length > 1 ? look[1] : "");
            switch (row.plain(0)) {
                case "home" -> homes.put(head[0], walk);
                case "authorizedkeysfile" ->
                    keys.add(new KeyFile(head[0], head[1], walk, looked || walk.kind() != Kind.FILE));
                default -> walks.putIfAbsent(walk.path(), walk);
            }
        }
        return new LoginFiles(keys, homes, walks, Optional.empty());
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "file" -> Kind.FILE;
            case "folder" -> Kind.FOLDER;
            case "missing" -> Kind.MISSING;
            case "dangling" -> Kind.DANGLING;
            case "large" -> Kind.LARGE;
            case "secret" -> Kind.SECRET;
            case "unseen" -> Kind.UNSEEN;
            case "other" -> Kind.OTHER;
            default -> throw new Garbled("record walk is of no known kind");
        };
    }

    private static List<Step> steps(Row row) {
        return steps(row.bytes(3));
    }

    /** Of lines as stat(1) writes them. */
    static List<Step> steps(String stats) {
        List<Step> steps = new ArrayList<>();
        for (String line : stats.lines().toList()) {
            var step = STEP.matcher(line);
            if (!step.matches()) {
                throw new Garbled("record walk: not a stat");
            }
            steps.add(new Step(step.group(7), step.group(6).equals("directory"),
                    new Ownership(Integer.parseInt(step.group(1), 8), Row.small("walk", step.group(2)),
                            Row.small("walk", step.group(3)), step.group(4), step.group(5))));
        }
        return steps;
    }
}
