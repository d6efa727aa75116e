package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.lab.Lab;
import dev.bulwarden.lab.Standing;
import dev.bulwarden.report.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code bulwarden demo}: the whole story on throwaway servers. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = {
        "Hardens three throwaway, real OpenSSH servers on loopback while you watch, and removes them.",
        "Needs root; nothing on this machine is changed but openssh-server and sudo installed where they are missing."})
final class DemoCommand implements Callable<Integer> {
    /** The play's confirm_within, and time for the host to act. */
    private static final Duration UNDONE_BY_ITSELF = Duration.ofSeconds(9);

    private final Console console;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        Path folder = temporary();
        System.setProperty(StateFolder.PROPERTY, folder.resolve("state").toString());
        Lab lab = new Lab(folder.resolve("lab"), console.err()::println);
        Thread onSignal = new Thread(() -> remove(lab, folder));
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            return switch (lab.up()) {
                case Checked.Rejected<Standing>(var why) -> throw new UserError(why);
                case Checked.Accepted<Standing>(var standing, var _) -> story(folder, standing);
            };
        } finally {
            Runtime.getRuntime().removeShutdownHook(onSignal);
            remove(lab, folder);
        }
    }

    private int story(Path folder, Standing standing) throws UserError, InterruptedException {
        String inventory = standing.inventory().toString();
        String harden = copy("harden.yml", folder).toString();
        String lockout = copy("lockout.yml", folder).toString();
        say("Three real OpenSSH servers as Debian ships them, on loopback. What would change?");
        expect(ExitCode.PENDING, "plan", harden, "-i", inventory);
        say("Nothing was touched so far. Now change them: back up, install, let the real sshd judge, reload, log in afresh.");
        expect(ExitCode.DONE, "apply", harden, "-i", inventory, "--yes", "--reason", "demo");
        say("Once more: there is nothing left to do, and nothing is touched.");
        expect(ExitCode.DONE, "apply", harden, "-i", inventory, "--yes");
        say("Now a playbook that would lock us out: AllowUsers without the account we log in by.");
        expect(ExitCode.REFUSED, "apply", lockout, "-i", inventory, "--yes");
        say("It was stopped before it began. Can we still log in?");
        expect(ExitCode.DONE, "ping", "-i", inventory);
        say("Another mistake, of which sshd -T has nothing to say: every session shall find our own tools.");
        expect(ExitCode.PENDING, "plan", copy("tools.yml", folder).toString(), "-i", inventory);
        say("Before anything is installed, we log in to each host's own sshd over the new files, held in memory.");
        expect(ExitCode.REFUSED, "apply", folder.resolve("tools.yml").toString(), "-i", inventory, "--yes");
        say("In the rehearsed login no command is found any more. Nothing was installed; the real door is as it was.");
        expect(ExitCode.DONE, "ping", "-i", inventory);
        controllerDies(folder, inventory);
        say("And back to how it was.");
        expect(ExitCode.DONE, "rollback", "all", "-i", inventory, "--to", "first", "--yes");
        say("That was the whole story; the servers are removed.");
        return ExitCode.DONE.number();
    }

    private void controllerDies(Path folder, String inventory) throws UserError, InterruptedException {
        String[] apply = {"apply", copy("interrupted.yml", folder).toString(), "-i", inventory, "--yes"};
        say("Now the controller dies at the worst moment: the new files are installed, sshd runs with them, nothing is confirmed.");
        show(apply);
        List<String> events = new ArrayList<>(List.of(apply));
        events.addAll(List.of("--format", "json"));
        DyingController.killedAt("answer", events.toArray(String[]::new));
        console.out().println(console.style().faint("(killed with SIGKILL)"));
        say("Nobody tells the host anything; we only wait until the time the play gave it (5 s) is over.");
        Thread.sleep(UNDONE_BY_ITSELF);
        say("Its dead-man's switch has put the old files back by now. settle reads the truth from the host.");
        expect(ExitCode.ROLLED_BACK, "settle", "alder", "-i", inventory);
        say("Can we still log in?");
        expect(ExitCode.DONE, "ping", "alder", "-i", inventory);
    }

    private void say(String text) {
        console.out().println("\n" + console.style().cyan("# " + text));
        console.out().flush();
    }

    /** Runs a command as a user would, and ends the demo where it does not do what it should. */
    private void expect(ExitCode wanted, String... arguments) throws UserError {
        show(arguments);
        int code = Bulwarden.run(console, arguments);
        console.out().println(console.style().faint("(exit code " + code + ")"));
        Optional<String> stopped = console.stop().why();
        if (stopped.isPresent()) {
            throw new UserError(Diagnostic.error("the demo was " + stopped.get() + "; its servers are removed"));
        }
        if (code != wanted.number()) {
            throw new UserError(
                    Diagnostic.error("the demo went wrong: this should have ended with " + wanted.number()));
        }
    }

    private void show(String... arguments) {
        console.out().println(console.style().bold("$ bulwarden " + String.join(" ", Arrays.stream(arguments)
                .map(a -> a.startsWith("/") ? Path.of(a).getFileName().toString() : a).toList())) + "\n");
        console.out().flush();
    }

    private static Path copy(String name, Path folder) {
        try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo/" + name))) {
            Path file = folder.resolve(name);
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("bulwarden-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Lab lab, Path folder) {
        try {
            lab.down();
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : all) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
