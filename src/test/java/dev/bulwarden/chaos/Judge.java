package dev.bulwarden.chaos;

import dev.bulwarden.lab.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Says what is wrong with how a host was found. One for each site: what a change makes of its files must always be the same. */
final class Judge {
    private static final Set<String> OURS_ALONE = Set.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf",
            "/etc/ssh/filler", "/etc/group-", "/etc/gshadow-");

    /** What the files are. */
    enum Files {
        OLD, NEW, NEITHER
    }

    private final Map<Change, Map<String, String>> seen = new ConcurrentHashMap<>();

    /** What of the files is different, by path, besides what nobody speaks of. */
    static Map<String, String> different(Snapshot before, Snapshot after) {
        return before.withoutTimes().differences(after.withoutTimes()).stream()
                .map(d -> d.split(": ", 2))
                .filter(d -> !OURS_ALONE.contains(d[0]))
                .collect(Collectors.toMap(d -> d[0], d -> d[1]));
    }

    Files files(Change change, Map<String, String> different, List<String> problems) {
        if (different.isEmpty()) {
            return Files.OLD;
        }
        if (!different.keySet().equals(change.files())) {
            problems.add("the files are neither old nor new: " + different);
            return Files.NEITHER;
        }
        Map<String, String> first = seen.putIfAbsent(change, different);
        if (first != null && !first.equals(different)) {
            problems.add("the new files are not as other times: " + different + ", other times " + first);
            return Files.NEITHER;
        }
        return Files.NEW;
    }

    /** What is on the disk, in force, in the verdict and in what the controller said must be one and the same. */
    static List<String> problems(Change change, Files files, Aftermath found, String said) {
        List<String> problems = new ArrayList<>(found.left());
        boolean isNew = files == Files.NEW;
        Set<Integer> ports = new TreeSet<>(isNew ? change.portsAfter() : Set.of(Change.PORT));
        check(found.tagOnDisk().equals(isNew ? "new" : "old"), "sshd -T says " + found.tagOnDisk(), problems);
        check(found.portsOnDisk().equals(ports), "sshd -T says ports " + found.portsOnDisk(), problems);
        check(found.portsInForce().equals(ports), "sshd listens on ports " + found.portsInForce(), problems);
        String verdict = found.verdict();
        check(isNew == verdict.equals("applied"), "the files are " + files + ", the verdict is " + verdict, problems);
        check(Set.of("in-doubt", "stranded", "killed").contains(said) || agree(said, verdict),
                "the controller said " + said + ", the verdict is " + verdict, problems);
        return problems;
    }

    /** Whether the word of an outcome and the host's verdict say the same. */
    static boolean agree(String outcome, String verdict) {
        return switch (outcome) {
            case "applied" -> verdict.equals("applied");
            case "rolled-back" -> verdict.startsWith("restored-");
            case "refused", "blocked", "unreachable", "failed", "unchanged", "not-started" ->
                Set.of("none", "untouched").contains(verdict);
            default -> false;
        };
    }

    private static void check(boolean holds, String otherwise, List<String> problems) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
