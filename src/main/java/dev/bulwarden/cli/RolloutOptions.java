package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.playbook.Rollout.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command that no playbook speaks for rolls out what it does; the words are a playbook's. */
final class RolloutOptions {
    @Option(names = "--serial", split = ",", paramLabel = "N|N%", description = "sizes of the batches, the last one repeated, such as 1,25%%;"
            + " default: rollback 1,100%%, settle 100%%")
    List<String> serial = List.of();
    @Option(names = "--max-failures", paramLabel = "N", description = "hosts that may fail before no further one is started; default: rollback 0, settle any number")
    @Nullable
    Integer maxFailures;
    @Option(names = "--max-unreachable", paramLabel = "N", description = "hosts that may be unreachable before no further one is started; default: as --max-failures")
    @Nullable
    Integer maxUnreachable;

    /** The usual one with what was said otherwise. */
    Rollout rollout(Rollout usual, HostOptions hosts) throws UserError {
        List<Batch> batches = new ArrayList<>();
        for (String one : serial) {
            Optional<Batch> batch = Batch.of(one.strip());
            if (batch.isEmpty()) {
                throw new UserError(
                        Diagnostic.error("--serial " + one + ": is neither a number of hosts nor a percentage")
                                .remedy("write it as in: --serial 1,25%"));
            }
            batches.add(batch.get());
        }
        return new Rollout(batches.isEmpty() ? usual.serial() : batches,
                number("--max-failures", maxFailures, usual.maxFailures()),
                number("--max-unreachable", maxUnreachable, usual.maxUnreachable()), hosts.forks(usual.forks()));
    }

    private static int number(String option, @Nullable Integer said, int usual) throws UserError {
        if (said == null) {
            return usual;
        }
        if (said < 0) {
            throw new UserError(Diagnostic.error(option + " " + said + ": is no number of hosts"));
        }
        return said;
    }
}
