package dev.bulwarden.fact;

import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.fact.Network.Holder;
import dev.bulwarden.fact.Network.Listener;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a host tells of the program that serves our login. */
final class LoginServerRows {
    private static final Set<String> ANY = Set.of("0.0.0.0", "::");

    private LoginServerRows() {}

    /**
     * Where the daemon itself is not above us, an sshd of root's that has no parent any more is taken for its child if the daemon, or for
     * socket activation systemd by that unit, holds the socket which took our connection.
     *
     * @param daemon empty: no sshd is installed
     */
    static LoginServer of(Row row, Optional<Daemon> daemon, List<Listener> listeners, Optional<Connection> ours) {
        row.requireFields(6);
        int pid = Row.small(row.key(), row.plain(2));
        String title = row.text(3).strip();
        String beside = row.text(5);
        return switch (row.plain(0)) {
            case "daemon" -> new LoginServer.SurveyedDaemon(beside.isEmpty() ? Optional.empty() : Optional.of(beside));
            case "listener" -> new LoginServer.AnotherSshd(pid, title);
            case "sshd" -> row.flag(1) && daemon.isPresent() && ours.isPresent()
                    && took(daemon.get(), ours.get(), row.lines(4), listeners)
                            ? LoginServer.SURVEYED
                            : new LoginServer.AnotherSshd(pid, title);
            case "other" -> new LoginServer.AnotherProgram(pid, title);
            default -> throw new Garbled("record served is of no known kind");
        };
    }

    private static boolean took(Daemon daemon, Connection ours, List<String> unit, List<Listener> listeners) {
        Holder holder = daemon instanceof Daemon.SystemdSocket ? Holder.SYSTEMD : Holder.SSHD;
        boolean listens = listeners.stream().anyMatch(l -> l.port() == ours.localPort() && l.holder() == holder
                && (ANY.contains(l.address()) || l.address().equals(ours.localAddress())));
        return listens && (holder == Holder.SSHD
                || unit.stream().anyMatch(line -> line.matches("\\S*\\b" + ours.localPort() + " \\(Stream\\)")));
    }
}
