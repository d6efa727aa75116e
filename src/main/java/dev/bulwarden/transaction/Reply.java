package dev.bulwarden.transaction;

import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Output;
import java.util.List;

/** What the host's half says to a verb. */
sealed interface Reply {
    /** It is done; the lines before the last one are its data. */
    record Done(List<String> data, String word) implements Reply {}

    /** It was refused and changed nothing. */
    record Refused(String why) implements Reply {}

    /** It failed in the middle: restore. */
    record Failed(String why) implements Reply {}

    /** Reads the exit status and the last line; what was said on standard error is added to a reason. */
    static Reply of(Output output) {
        List<String> lines = output.out().lines().toList();
        String last = lines.isEmpty() ? "" : Clean.line(lines.getLast());
        String said = Clean.line(output.err());
        String why = (last.isEmpty() ? "exit status " + output.status() : last) + (said.isEmpty() ? "" : ": " + said);
        return switch (output.status()) {
            case 0 -> new Done(lines.isEmpty() ? List.of() : lines.subList(0, lines.size() - 1), last);
            case 1 -> new Refused(why);
            default -> new Failed(why);
        };
    }
}
