package dev.bulwarden.fact;

import java.util.List;
import java.util.Locale;

/**
 * A host as it would be: shown in a mount namespace of its own, held in memory, seen by nobody else.
 *
 * @param files those that would change
 * @param groups changes of groups, in order
 */
public record Staging(List<Candidate> files, List<GroupEdit> groups) {
    /** The host as it is. */
    public static final Staging NOTHING = new Staging(List.of(), List.of());

    public Staging {
        files = List.copyOf(files);
        groups = List.copyOf(groups);
    }

    /** The sh text that defines {@code stage}, which reads {@link #data} and not a byte behind it. */
    public static String script() {
        return Shell.script("stage");
    }

    /** Lines for it, the last one {@code end}. */
    public String data() {
        StringBuilder data = new StringBuilder();
        files.forEach(file -> data.append(line(file)).append('\n'));
        groups.forEach(group -> data.append(line(group)).append('\n'));
        return data.append("end\n").toString();
    }

    private static String line(Candidate file) {
        return file.bytes()
                .map(bytes -> "put " + Integer.toOctalString(file.mode()) + " " + Shell.word(file.target()) + " "
                        + Shell.word(bytes))
                .orElseGet(() -> "del " + Shell.word(file.target()));
    }

    private static String line(GroupEdit edit) {
        return "group " + edit.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + edit.group()
                + edit.user().map(user -> " " + user).orElse("");
    }
}
