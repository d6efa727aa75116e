package dev.bulwarden.fact;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which sshd serves a login, asked over that login: the daemon that is found from there, and whether it is the one that serves.
 *
 * @param daemon empty: no sshd is installed
 */
public record ServingDaemon(Optional<Daemon> daemon, LoginServer server) {
    private static final Set<String> KEYS = Set.of("daemon", "connection", "tcp", "served");

    public ServingDaemon {
        Objects.requireNonNull(daemon, "daemon is null");
        Objects.requireNonNull(server, "server is null");
    }

    /** Asks for it; one exec of few processes. */
    public static final Probe<ServingDaemon> PROBE = new Probe<>() {
        @Override
        public Command command() {
            return new Command("serving", script(), "", Command.Limits.USUAL);
        }

        @Override
        public Checked<ServingDaemon> read(Output output) {
            return Answer.read("serving", KEYS, output, answer -> {
                Optional<Daemon> daemon = answer.optional("daemon", 11).map(ServerRows::daemon);
                return new ServingDaemon(daemon, NetworkRows.server(answer, daemon));
            });
        }
    };

    /** The sh text that runs as root on the host. */
    public static String script() {
        return Shell.script("answer", "connection", "daemon", "serving", "serving-probe");
    }

    /**
     * Why this login is no proof of another daemon's health; empty when it is that daemon which serves it.
     *
     * @param edited the daemon whose configuration is changed
     * @param login such as {@code the fresh login}
     */
    public Optional<Diagnostic> differs(Daemon edited, String login) {
        if (server instanceof LoginServer.SurveyedDaemon && daemon.filter(d -> same(d, edited)).isPresent()) {
            return Optional.empty();
        }
        String by = server instanceof LoginServer.SurveyedDaemon
                ? "another sshd (" + daemon.map(Daemon::words).orElse("not known") + ")"
                : server.words();
        return Optional.of(Diagnostic
                .error(login + " is served by " + by + ", not by the sshd whose files are changed ("
                        + edited.words() + ")")
                .remedy("log in through that sshd: check address and port in the inventory"));
    }

    /** Process ids and the state of a unit change; what runs it and over which files does not. */
    private static boolean same(Daemon one, Daemon other) {
        return one.words().equals(other.words()) && one.options().config().equals(other.options().config());
    }
}
