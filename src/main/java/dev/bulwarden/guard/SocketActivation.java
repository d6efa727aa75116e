package dev.bulwarden.guard;

import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.HostFacts;
import java.util.List;

/** Under socket activation systemd listens: Port and ListenAddress have no effect, and a reload would move the listener away. */
record SocketActivation() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L27");
    }

    @Override
    public List<Finding> check(Situation situation) {
        boolean moves = !situation.before().lines("listenaddress").equals(situation.after().lines("listenaddress"))
                || !situation.before().lines("port").equals(situation.after().lines("port"));
        return moves
                && situation.facts().server().map(HostFacts.Server::daemon)
                        .orElse(null) instanceof Daemon.SystemdSocket socket
                                ? List.of(Finding.shutsOutAll("L27", socket.unit()
                                        + " listens here, not sshd: a change of Port or ListenAddress is not in this version",
                                        "disable " + socket.unit()
                                                + " in favour of ssh.service, or take Port and ListenAddress out of the play"))
                                : List.of();
    }
}
