package dev.bulwarden.cli;

import dev.bulwarden.plan.Plan;
import dev.bulwarden.plan.PlanFile;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.report.PlanReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwarden plan}: what would change, confirmed by the hosts' own sshd. Changes nothing. */
@Command(name = "plan", mixinStandardHelpOptions = true, description = {
        "Shows exactly what would change, and changes nothing.",
        "Exit code 0: nothing to do; 2: something would change; 5: a host is blocked."})
final class PlanCommand implements Callable<Integer> {
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Mixin
    private final RiskOptions risks = new RiskOptions();
    @Parameters(paramLabel = "PLAYBOOK")
    private Path playbook = Path.of("");
    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "save the plan, for: bulwarden apply FILE")
    private @Nullable Path out;
    @Option(names = "--details", description = "also show every item, and settings that stay as they are")
    private boolean details;

    @Option(names = "--rehearse", description = "also log in to each host's own sshd over the new files, in memory; see docs/rehearsal.md")
    private boolean rehearse;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        output.begin();
        Inputs inputs = new Inputs(console);
        List<String> accepted = risks.accepted();
        Optional<Plan.Origin> origin = out == null
                ? Optional.empty()
                : Optional.of(Origins.of(inputs.inventorySources(hosts), inputs.playbookFiles(playbook),
                        Clock.systemUTC().instant(), accepted));
        Preparing preparing = Preparing.of(console, inputs.inventory(hosts), inputs.playbook(playbook), hosts)
                .accepting(accepted).rehearsing(rehearse);
        try (Connector connector = Wiring.connector()) {
            var results = preparing.prepare(connector, output.json(), hosts.forks(64));
            Optional<PlanReport.Saved> saved = Optional.empty();
            if (out != null && origin.isPresent()) {
                String text = PlanFile.write(Origins.plan(origin.get(), preparing, results));
                PrivateFiles.write(out, text);
                saved = Optional.of(new PlanReport.Saved(out.toString(), PlanFile.sha256(text).hex()));
            }
            return output.end(console, new PlanReport(results, saved, details));
        }
    }
}
