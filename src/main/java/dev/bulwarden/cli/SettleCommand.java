package dev.bulwarden.cli;

import dev.bulwarden.fleet.Fleet;
import dev.bulwarden.fleet.Health;
import dev.bulwarden.fleet.RolloutGroup;
import dev.bulwarden.fleet.StopRequest.Stage;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.report.SettleReport;
import dev.bulwarden.transaction.Outcome;
import dev.bulwarden.transaction.Settled;
import dev.bulwarden.transaction.Settling;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwarden settle}: the end of what was never finished. */
@Command(name = "settle", mixinStandardHelpOptions = true, description = {
        "Asks hosts what became of transactions that were never finished, ends them, and writes it down.",
        "A change that nobody confirmed is put back, never confirmed afterwards. What a run of this controller left that is gone is ended at once;"
                + " what somebody else holds is waited for until its time is over, and never taken away from them.",
        "Exit code 0: nothing to settle, or applied; 3: rolled back; 4: still in doubt, or stranded; 5: nothing had been changed."})
final class SettleCommand implements Callable<Integer> {
    /** What one host left undone is no reason to leave it undone on another. */
    private static final Rollout EVERY_HOST = new Rollout(List.of(), Integer.MAX_VALUE, Integer.MAX_VALUE,
            Rollout.USUAL.forks());

    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Mixin
    private final RolloutOptions rollout = new RolloutOptions();
    @Parameters(arity = "0..1", paramLabel = "PATTERN", defaultValue = "all", description = "which hosts; default: all")
    private String pattern = "all";
    @Option(names = "--no-wait", description = "say what is still in doubt, and until when, instead of waiting for it")
    private boolean hurry;

    SettleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        output.begin();
        var selected = Selection.of(new Inputs(console).inventory(hosts), new HostPattern(pattern), hosts);
        List<RolloutGroup> groups = List.of(new RolloutGroup(rollout.rollout(EVERY_HOST, hosts), selected));
        try (var _ = console.stop().obeyed();
                Connector connector = Wiring.connector();
                Aftermath aftermath = Aftermath.read(console);
                Progress<List<Settled>> progress = new Progress<>(console, output.json(), selected.size(),
                        Clock.systemUTC())) {
            Settling settling = aftermath.settling(connector);
            var results = new Fleet<>(host -> one(settling, aftermath, host, progress), SettleCommand::health, progress,
                    console.stop(), Stage.FINISH).run(groups);
            return output.end(console, new SettleReport(results, aftermath.faults()));
        }
    }

    private List<Settled> one(Settling settling, Aftermath aftermath, Host host, Progress<List<Settled>> progress)
            throws InterruptedException {
        List<Settled> settled = settling.settle(host, aftermath.on(host), !hurry,
                waiting -> progress.step(host.name(), waiting));
        aftermath.journal(host, settled);
        return settled;
    }

    private static Health health(List<Settled> settled) {
        return settled.stream().map(one -> switch (one.outcome()) {
            case Outcome.Unchanged _,Outcome.Applied _,Outcome.RolledBack _,Outcome.Refused _ -> Health.FINE;
            case Outcome.Blocked _,Outcome.InDoubt _,Outcome.Stranded _ -> Health.FAILED;
            case Outcome.Unreached(var _, var unreachable) -> unreachable ? Health.UNREACHABLE : Health.FAILED;
        }).max(Comparator.naturalOrder()).orElse(Health.FINE);
    }
}
