package dev.bulwarden.cli;

import dev.bulwarden.command.Clean;
import dev.bulwarden.remote.mina.MinaConnector;
import dev.bulwarden.remote.mina.Secrets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Puts the objects of the shell together. */
final class Wiring {
    private Wiring() {}

    /** Opens logins for a whole run; secrets are read when they are needed. */
    static MinaConnector connector() {
        return new MinaConnector(new Secrets(Wiring::ask, System.getenv()), Path.of(System.getProperty("user.home")),
                System.getenv("SSH_AUTH_SOCK"));
    }

    private static char @Nullable [] ask(String question) throws InterruptedException {
        java.io.Console console = System.console();
        return console == null || !console.isTerminal()
                ? null
                : Console.reading(() -> console.readPassword("%s: ", Clean.visible(question))).orElse(null);
    }
}
