package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.report.FactsJson;
import dev.bulwarden.report.FactsText;
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
        return ReadRun.ask(console, "facts", pattern, hosts, output, FactsCommand::facts);
    }

    private static Finding facts(Remote remote, Host host) throws RemoteFailure, InterruptedException {
        return switch (Surveyor.ask(remote, new Survey(host.login().user(), List.of(), List.of(), List.of()))) {
            case Checked.Accepted<HostFacts>(var facts, var _) ->
                Finding.found(FactsText.of(facts), FactsJson.of(facts));
            case Checked.Rejected<HostFacts>(var why) -> Finding.failed(why.getFirst());
        };
    }
}
