package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bulwarden init}: an inventory and a playbook to start from. Never overwrites. */
@Command(name = "init", mixinStandardHelpOptions = true, description = "Writes an inventory and a playbook to start from. Never overwrites a file.")
final class InitCommand implements Callable<Integer> {
    private static final Map<String, String> FILES = new TreeMap<>(
            Map.of("inventory/hosts.yml", "hosts.yml", "playbooks/site.yml", "site.yml"));
    private final Console console;
    @Parameters(arity = "0..1", paramLabel = "FOLDER", defaultValue = ".", description = "default: here")
    private Path folder = Path.of(".");

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError {
        List<Path> there = FILES.keySet().stream().map(folder::resolve).filter(Files::exists).toList();
        if (!there.isEmpty()) {
            throw new UserError(there.stream().map(f -> Diagnostic.error(Place.file(f.toString()), "exists already")
                    .remedy("move it away, or name another folder")).toList());
        }
        for (var file : FILES.entrySet()) {
            Path path = folder.resolve(file.getKey());
            try (InputStream text = Objects.requireNonNull(
                    InitCommand.class.getResourceAsStream("/dev/bulwarden/playbook/init/" + file.getValue()))) {
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, new String(text.readAllBytes(), StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE_NEW);
            } catch (IOException e) {
                throw new UserError(
                        Diagnostic.error(Place.file(path.toString()), "cannot be written: " + e.getMessage()));
            }
            console.out().println("wrote " + path);
        }
        console.out().println("""

                Next:
                  1. put your hosts into inventory/hosts.yml
                  2. bulwarden trust all          compare and pin their host keys
                  3. bulwarden ping               see that you can log in and become root
                  4. bulwarden plan playbooks/site.yml""");
        return 0;
    }
}
