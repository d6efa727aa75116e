package dev.bulwarden.cli;

import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.report.HostsReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulwarden hosts}: what a pattern selects. Touches no host. */
@Command(name = "hosts", mixinStandardHelpOptions = true, description = "Shows which hosts a pattern selects, with logins and variables resolved. Touches no host.")
final class HostsCommand implements Callable<Integer> {
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Parameters(arity = "0..1", paramLabel = "PATTERN", defaultValue = "all", description = "as Ansible's: web*:&debian:!db1; default: ${DEFAULT-VALUE}")
    private String pattern = "all";

    HostsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError {
        output.begin();
        var inventory = new Inputs(console).inventory(hosts);
        return output.end(console, new HostsReport(Selection.of(inventory, new HostPattern(pattern), hosts)));
    }
}
