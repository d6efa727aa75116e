package dev.bulwarden.remote;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A login on a host that says what it was told to say.
 *
 * @param answers what it prints to a verb, by the first word of the data, or by the command's name where there is none
 * @param files what it gives for a path
 */
public record ToldRemote(Map<String, String> answers, Map<String, String> files) implements Remote {
    @Override
    public Link link() {
        return new Link("root", "192.0.2.1", 22, "ssh-ed25519", "SHA256:x", Optional.empty(), Set.of());
    }

    @Override
    public Output run(Command command) {
        String verb = command.data().isEmpty() ? command.name() : command.data().strip().split(" ", 2)[0];
        return new Output(0, Objects.requireNonNull(answers.get(verb), verb), "");
    }

    @Override
    public Output runAsLogin(Command command) {
        return run(command);
    }

    @Override
    public String fetch(String path, int limit) {
        return Objects.requireNonNull(files.get(path), path);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
