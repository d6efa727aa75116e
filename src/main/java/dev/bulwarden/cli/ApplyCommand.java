package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.plan.PlanFile;
import dev.bulwarden.playbook.Playbook;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.report.ExitCode;
import dev.bulwarden.report.OutcomeReport;
import dev.bulwarden.report.PlanReport;
import dev.bulwarden.transaction.Prepared;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwarden apply}: transactions, rolled out. */
@Command(name = "apply", mixinStandardHelpOptions = true, description = {
        "Changes hosts, each in one transaction: wholly, or not at all.",
        "On a terminal it shows the plan first and asks; without one it goes ahead."})
final class ApplyCommand implements Callable<Integer> {
    private static final int USUAL_AGE = 24;
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Mixin
    private final RiskOptions risks = new RiskOptions();
    @Parameters(paramLabel = "PLAYBOOK|PLAN", description = "a playbook, or a plan saved by: bulwarden plan PLAYBOOK -o FILE")
    private Path file = Path.of("");
    @Option(names = "--check", description = "does what the command plan does")
    private boolean check;
    @Option(names = {"-y", "--yes"}, description = "do not ask")
    private boolean yes;
    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept in the journal and on the hosts")
    private String reason = "";
    @Option(names = "--max-age", paramLabel = "HOURS", description = "refuse a saved plan older than this; default: 24")
    private @Nullable Integer maxAge;
    @Option(names = "--sha256", paramLabel = "DIGEST", description = "apply only a plan file with this digest")
    private @Nullable String sha256;

    ApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        output.begin();
        String text = Inputs.read(file);
        List<String> accepted = risks.accepted();
        boolean saved = PlanFile.looksLikeOne(text);
        if (!saved && (sha256 != null || maxAge != null)) {
            throw new UserError(Diagnostic.error(Place.file(file.toString()), "is no plan file; "
                    + (sha256 != null ? "--sha256" : "--max-age") + " goes with one"));
        }
        if (check) {
            return carriedOut(text, saved, accepted);
        }
        try (var _ = console.stop().obeyed()) {
            return carriedOut(text, saved, accepted);
        }
    }

    private int carriedOut(String text, boolean saved, List<String> accepted) throws UserError, InterruptedException {
        Inputs inputs = new Inputs(console);
        List<String> earlier = List.of();
        try (Connector connector = Wiring.connector();
                Aftermath aftermath = check ? Aftermath.perhaps(console) : Aftermath.read(console)) {
            Playbook playbook = saved ? new Playbook(file.toString(), List.of()) : inputs.playbook(file);
            var inventory = inputs.inventory(hosts);
            List<HostResult<Prepared>> prepared;
            List<Rollout> rollouts;
            ToIntFunction<Host> which;
            if (saved) {
                SavedPlan plan = SavedPlan.read(file, text, Optional.ofNullable(sha256),
                        Duration.ofHours(maxAge == null ? USUAL_AGE : maxAge));
                plan.check(inputs, hosts);
                Preparing preparing = new Preparing(console, inventory, playbook, plan.hosts(inventory, hosts),
                        accepted, false);
                earlier = plan.plan().origin().accepted();
                prepared = plan.prepare(preparing, connector, aftermath.settler(connector),
                        new ReadRun(console, output.json(), hosts.forks(64), console.stop()));
                rollouts = plan.plan().rollouts();
                which = plan::rollout;
            } else {
                Preparing preparing = Preparing.of(console, inventory, playbook, hosts).accepting(accepted);
                prepared = check
                        ? preparing.prepare(connector, output.json(), hosts.forks(64))
                        : preparing.settled(connector, aftermath, output.json(), hosts.forks(64));
                rollouts = preparing.rollouts();
                which = preparing::rollout;
            }
            PlanReport plan = new PlanReport(prepared, Optional.empty(), false);
            if (check) {
                return output.end(console, plan);
            }
            if (console.stop().why().isEmpty() && !agreed(plan)) {
                console.err().println("nothing was changed");
                return ExitCode.PENDING.number();
            }
            try (Run run = Run.begin("apply", RiskOptions.reason(reason, accepted, earlier),
                    PlanFile.sha256(text).hex())) {
                ChangeRun changes = new ChangeRun(console, run, output.json());
                var results = new Applying(connector, run, changes)
                        .apply(Applying.groups(rollouts, which, prepared, hosts), prepared);
                return output.end(console, new OutcomeReport("apply", run.id(), results, together(aftermath, changes)));
            }
        }
    }

    private static List<Diagnostic> together(Aftermath aftermath, ChangeRun changes) {
        return Stream.concat(aftermath.faults().stream(), changes.faults().stream()).toList();
    }

    /** The plan is shown unless somebody has said yes to it already; where anything would change, a person at a terminal is asked. */
    private boolean agreed(PlanReport plan) {
        if (yes || output.json()) {
            return true;
        }
        console.out().print(plan.text(console.style()));
        console.out().println();
        console.out().flush();
        boolean pending = plan.results().stream().anyMatch(Applying::wouldChange);
        return !pending || !console.interactive() || console.agrees("Apply this?");
    }
}
