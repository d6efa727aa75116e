package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.fleet.RolloutGroup;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.report.ExitCode;
import dev.bulwarden.report.OutcomeReport;
import dev.bulwarden.transaction.Rollback;
import dev.bulwarden.plan.Reversal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwarden rollback}: undo, as a transaction. */
@Command(name = "rollback", mixinStandardHelpOptions = true, description = {
        "Puts back what transactions replaced, in a transaction of its own.",
        "A transaction that was never finished is restored first; then run it again to go further back.",
        "One host goes first, then the others; after the first that fails no further one is started."})
final class RollbackCommand implements Callable<Integer> {
    /** One host first, then the others; nobody after the first that fails. */
    private static final Rollout CAREFUL = new Rollout(
            List.of(new Rollout.Batch.Count(1), new Rollout.Batch.Percent(100)),
            0, 0, Rollout.USUAL.forks());
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Mixin
    private final RolloutOptions rollout = new RolloutOptions();
    @Parameters(paramLabel = "HOST", description = "which host, or pattern of hosts")
    private String pattern = "";
    @Option(names = "--to", paramLabel = "TXN|first", description = "undo this transaction and all after it; default: the newest one only")
    private String to = "";
    @Option(names = {"-y", "--yes"}, description = "do not ask")
    private boolean yes;
    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept in the journal and on the hosts")
    private String reason = "";

    @Mixin
    private final RiskOptions risks = new RiskOptions();

    RollbackCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        output.begin();
        if (!to.isEmpty() && !to.equals(Reversal.FIRST) && TransactionId.of(to).isEmpty()) {
            throw new UserError(Diagnostic.error("--to " + to + " is neither first nor a transaction id")
                    .remedy("see them: bulwarden backups list"));
        }
        List<String> accepted = risks.accepted();
        var selected = Selection.of(new Inputs(console).inventory(hosts), new HostPattern(pattern), hosts);
        Rollout rolled = rollout.rollout(CAREFUL, hosts);
        try (var _ = console.stop().obeyed()) {
            if (console.interactive() && !yes && !console.agrees("Roll back " + selected.size()
                    + (selected.size() == 1 ? " host?" : " hosts?"))) {
                console.err().println("nothing was changed");
                return ExitCode.PENDING.number();
            }
            try (Connector connector = Wiring.connector();
                    Aftermath aftermath = Aftermath.read(console);
                    Run run = Run.begin("rollback", RiskOptions.reason(reason, accepted, List.of()), "")) {
                Rollback rollback = new Rollback(connector, aftermath.settling(connector), accepted);
                ChangeRun changes = new ChangeRun(console, run, output.json());
                var results = changes.change(List.of(new RolloutGroup(rolled, selected)),
                        (host, listener) -> rollback.undo(host, to, run.who(), listener), ChangeRun.Sequel.NONE);
                return output.end(console, new OutcomeReport("rollback", run.id(), results, changes.faults()));
            }
        }
    }
}
