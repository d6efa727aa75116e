package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fleet.Fleet;
import dev.bulwarden.fleet.Health;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.fleet.RolloutGroup;
import dev.bulwarden.fleet.StopRequest.Stage;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.journal.RunRecord;
import dev.bulwarden.report.OutcomeReport;
import dev.bulwarden.transaction.Outcome;
import dev.bulwarden.transaction.Step;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Changes hosts, whatever the change: rolled out in groups, journalled, and stopped when asked. The only way in which a command changes hosts. For
 * one run.
 */
final class ChangeRun {
    /** What is done to one host. */
    @FunctionalInterface
    interface Change {
        /**
         * Does it.
         *
         * @param listener hears each step as it begins; where it throws {@link UncheckedIOException} the step is not taken
         * @throws InterruptedException if interrupted before anything was changed
         */
        Outcome on(Host host, Consumer<Step> listener) throws InterruptedException;
    }

    /** What is done once a host's outcome is recorded; why it could not be done, if so. */
    @FunctionalInterface
    interface Sequel {
        /** Nothing. */
        Sequel NONE = (_, _) -> Optional.empty();

        Optional<Diagnostic> after(Host host, Outcome outcome) throws InterruptedException;
    }

    private final Console console;
    private final Run run;
    private final boolean json;
    private final Queue<Diagnostic> faults = new ConcurrentLinkedQueue<>();

    ChangeRun(Console console, Run run, boolean json) {
        this.console = console;
        this.run = run;
        this.json = json;
    }

    /**
     * Changes all hosts of the groups.
     *
     * @return one result a host, in the order of the groups
     */
    List<HostResult<Outcome>> change(List<RolloutGroup> groups, Change change, Sequel sequel)
            throws InterruptedException {
        int all = groups.stream().mapToInt(g -> g.hosts().size()).sum();
        try (Progress<Outcome> progress = new Progress<>(console, json, all, run.clock())) {
            return new Fleet<>(host -> one(host, change, sequel, progress), ChangeRun::health, progress, console.stop(),
                    Stage.RESTORE).run(groups);
        }
    }

    /** What went wrong with the records of this run, apart from any host. */
    List<Diagnostic> faults() {
        return List.copyOf(faults);
    }

    private Outcome one(Host host, Change change, Sequel sequel, Progress<Outcome> progress)
            throws InterruptedException {
        Outcome outcome = change.on(host, step -> {
            progress.step(host.name(), step.toString());
            run.journal().append(new RunRecord.Stepped(run.clock().instant(), host.name(), run.id(), step.toString()));
        });
        ended(host, outcome);
        try {
            sequel.after(host, outcome).ifPresent(missed -> progress.step(host.name(), missed.toString()));
        } catch (InterruptedException _) {
            progress.step(host.name(), "what comes after it was left out: interrupted"); // the outcome stands
        }
        return outcome;
    }

    /** What cannot be written down is told all the same, and the next command finds it out again. */
    private void ended(Host host, Outcome outcome) {
        try {
            run.journal().append(new RunRecord.Ended(run.clock().instant(), host.name(),
                    OutcomeReport.transaction(outcome), OutcomeReport.word(outcome), OutcomeReport.why(outcome),
                    OutcomeReport.settledBy(outcome)));
        } catch (UncheckedIOException e) {
            faults.add(Diagnostic
                    .error("that " + host.name() + " ended as " + OutcomeReport.word(outcome)
                            + " is not in the journal: " + e.getMessage())
                    .remedy("make room in " + run.state() + ", then run: bulwarden settle " + host.name()));
        }
    }

    private static Health health(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unchanged _,Outcome.Applied _ -> Health.FINE;
            case Outcome.Refused _,Outcome.Blocked _,Outcome.RolledBack _ -> Health.FAILED;
            case Outcome.InDoubt _,Outcome.Stranded _ -> Health.STOP;
            case Outcome.Unreached(var _, var unreachable) -> unreachable ? Health.UNREACHABLE : Health.FAILED;
        };
    }
}
