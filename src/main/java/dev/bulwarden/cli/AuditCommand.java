package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.playbook.Playbook;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.report.AuditReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwarden audit}: which items hold. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = {
        "Judges hosts by the items of a playbook or a profile.",
        "A setting of sshd is a promise about every account and every address; Match blocks that break it are named.",
        "Exit code 0: all hold; 2: one does not, or it is not known."})
final class AuditCommand implements Callable<Integer> {
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Parameters(arity = "0..1", paramLabel = "PLAYBOOK")
    private @Nullable Path playbook;
    @Option(names = "--profile", paramLabel = "NAME", description = "judge by this profile alone, name or path")
    private @Nullable String profile;
    @Option(names = "--failed", description = "show only items that fail, or of which it is not known whether they hold")
    private boolean failed;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        output.begin();
        Inputs inputs = new Inputs(console);
        Preparing preparing = Preparing.of(console, inputs.inventory(hosts), items(inputs), hosts);
        try (Connector connector = Wiring.connector()) {
            return output.end(console,
                    new AuditReport(preparing.prepare(connector, output.json(), hosts.forks(64)), failed));
        }
    }

    private Playbook items(Inputs inputs) throws UserError {
        if (playbook != null && profile == null) {
            return inputs.playbook(playbook);
        }
        if (profile != null && playbook == null) {
            return inputs.profile(profile);
        }
        throw new UserError(Diagnostic.error("name either a playbook or --profile"));
    }
}
