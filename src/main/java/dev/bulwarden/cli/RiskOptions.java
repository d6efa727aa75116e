package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Nearest;
import dev.bulwarden.guard.Guard;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What an operator takes upon himself. */
final class RiskOptions {
    @Option(names = "--accept-risk", paramLabel = "ID", description = "go on although this guard says no, such as L4; may be repeated;"
            + " never holds for the login in use; see docs/guards.md")
    private List<String> accepted = List.of();

    /** The ids, each once; one that no guard has is an error. */
    List<String> accepted() throws UserError {
        for (String id : accepted) {
            if (!Guard.every().contains(id)) {
                throw new UserError(Diagnostic.error("--accept-risk " + id + ": no guard has this id")
                        .remedy(Nearest.remedy(id, Guard.every()).orElse("see docs/guards.md")));
            }
        }
        return accepted.stream().distinct().toList();
    }

    /** A reason for the journal and the hosts, with what was accepted. */
    static String reason(String reason, List<String> accepted, List<String> earlier) {
        List<String> all = Stream.concat(earlier.stream(), accepted.stream()).distinct().toList();
        if (all.isEmpty()) {
            return reason;
        }
        return (reason.isEmpty() ? "" : reason + "; ") + "accepted risks: " + String.join(", ", all);
    }
}
