package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.lab.Lab;
import dev.bulwarden.lab.LabServer;
import dev.bulwarden.lab.Standing;
import dev.bulwarden.report.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bulwarden lab}: throwaway real servers on this machine. */
@Command(name = "lab", mixinStandardHelpOptions = true, description = {
        "Stands up three throwaway, real OpenSSH servers on loopback, for trying things out.",
        "Needs root; nothing on this machine is changed but openssh-server and sudo installed where they are missing."})
final class LabCommand implements Callable<Integer> {
    private final Console console;
    @Parameters(paramLabel = "up|status|down")
    private Verb verb = Verb.STATUS;

    /** What to do with it. */
    enum Verb {
        UP, STATUS, DOWN
    }

    LabCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        Lab lab = new Lab(Lab.DEFAULT_FOLDER, console.err()::println);
        return switch (verb) {
            case UP -> up(lab);
            case STATUS -> status(lab.status());
            case DOWN -> {
                try {
                    lab.down();
                } catch (UncheckedIOException e) {
                    throw new UserError(Diagnostic.error("the lab could not be removed: " + e.getMessage()));
                }
                console.err().println("the lab is gone");
                yield ExitCode.DONE.number();
            }
        };
    }

    private int up(Lab lab) throws UserError, InterruptedException {
        switch (lab.up()) {
            case Checked.Rejected<Standing>(var why) -> throw new UserError(why);
            case Checked.Accepted<Standing>(var standing, var _) -> {
                try {
                    console.out().print(Files.readString(standing.inventory()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                console.err().println("\nTry: bulwarden plan -i " + standing.inventory() + " PLAYBOOK");
                return ExitCode.DONE.number();
            }
        }
    }

    private int status(List<LabServer> servers) {
        if (servers.isEmpty()) {
            console.out().println("no lab stands");
            return ExitCode.PENDING.number();
        }
        servers.forEach(s -> console.out().println(s.name() + "  127.0.0.1 port " + s.port() + "  "
                + (s.isRunning() ? "running" : "ended")));
        return servers.stream().allMatch(LabServer::isRunning) ? ExitCode.DONE.number() : ExitCode.PENDING.number();
    }
}
