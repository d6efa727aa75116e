package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.report.FactsJson;
import dev.bulwarden.report.FactsText;
import dev.bulwarden.report.ProbeReport;
import dev.bulwarden.report.ProbeReport.Finding;
import dev.bulwarden.transaction.Surveyor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulwarden facts}: what a survey sees. */
@Command(name = "facts", mixinStandardHelpOptions = true, description = "Shows what a survey of the hosts finds: one exec each, nothing is changed.")
final class FactsCommand implements Callable<Integer> {
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Parameters(arity = "0..1", paramLabel = "PATTERN", defaultValue = "all", description = "which hosts; default: all")
    private String pattern = "all";

    FactsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        output.begin();
        var selected = Selection.of(new Inputs(console).inventory(hosts), new HostPattern(pattern), hosts);
        try (Connector connector = Wiring.connector()) {
            var results = new ReadRun(console, output.json(), hosts.forks(64)).run(selected, h -> facts(connector, h),
                    f -> f.problem().isPresent());
            return output.end(console, new ProbeReport("facts", results));
        }
    }

    private static Finding facts(Connector connector, Host host) throws InterruptedException {
        try (var remote = connector.connect(host.endpoint(), host.login())) {
            return switch (Surveyor.ask(remote,
                    new Survey(host.login().user(), List.of(), List.of(), List.of()))) {
                case Checked.Accepted<HostFacts>(var facts, var _) ->
                    Finding.found(FactsText.of(facts), FactsJson.of(facts));
                case Checked.Rejected<HostFacts>(var why) -> Finding.failed(why.getFirst());
            };
        } catch (RemoteFailure e) {
            return Finding.failed(e.diagnostic());
        }
    }
}
