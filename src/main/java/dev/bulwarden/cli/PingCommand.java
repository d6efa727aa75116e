package dev.bulwarden.cli;

import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Command.Limits;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.remote.Link;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.report.ProbeReport.Finding;
import dev.bulwarden.report.Report;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulwarden ping}: log in, become root, log out. */
@Command(name = "ping", mixinStandardHelpOptions = true, description = "Logs in, becomes root, and logs out again: whether a plan could begin.")
final class PingCommand implements Callable<Integer> {
    private static final dev.bulwarden.command.Command WHO = new dev.bulwarden.command.Command("ping",
            "main() {\nid -u\ncat /var/lib/bulwarden/lease.* 2>/dev/null || true\n}\n", "", Limits.USUAL);
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Parameters(arity = "0..1", paramLabel = "PATTERN", defaultValue = "all", description = "which hosts; default: all")
    private String pattern = "all";

    PingCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        return ReadRun.ask(console, "ping", pattern, hosts, output, PingCommand::ping);
    }

    private static Finding ping(Remote remote, Host host) throws RemoteFailure, InterruptedException {
        Output who = remote.run(WHO);
        Link link = remote.link();
        List<String> lines = who.out().lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals("0")) {
            return Finding.failed(Diagnostic.error("logged in, but not root: " + link.user()));
        }
        String unfinished = lines.size() < 2 ? "" : lines.get(1).split(" ", 2)[0];
        if (!unfinished.isEmpty() && TransactionId.of(unfinished).isEmpty()) {
            return Finding.failed(Diagnostic.error("the host says that a transaction \"" + Clean.line(unfinished)
                    + "\" is not finished, which is no transaction id")
                    .remedy("look at /var/lib/bulwarden/lease.* there"));
        }
        return Finding.found(
                "root by way of " + link.user() + " at " + link.address() + " port " + link.port() + ", "
                        + link.hostKeyType() + " " + link.hostKeyFingerprint() + (unfinished.isEmpty()
                                ? ""
                                : "\n  transaction " + unfinished + " is not finished; run: bulwarden settle "
                                        + host.name()),
                Report.object().put("user", link.user()).put("address", link.address()).put("port", link.port())
                        .put("host_key", link.hostKeyFingerprint()).put("unfinished", unfinished));
    }
}
