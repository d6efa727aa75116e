package dev.bulwarden.plan;

import dev.bulwarden.control.SshdTree;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.HostFacts;
import java.util.List;

/** Under socket activation systemd listens: Port and ListenAddress have no effect, and a reload would move the listener away. */
final class Sockets {

    private Sockets() {}

    static List<Diagnostic> obstacles(HostFacts facts, SshdTree before, SshdTree after) {
        boolean moves = !before.predict().value("listenaddress").equals(after.predict().value("listenaddress"))
                || !before.predict().value("port").equals(after.predict().value("port"));
        return moves && facts.server().orElseThrow().daemon() instanceof Daemon.SystemdSocket socket
                ? List.of(Diagnostic
                        .error(socket.unit()
                                + " listens here, not sshd: a change of Port or ListenAddress is not in this version")
                        .remedy("disable " + socket.unit()
                                + " in favour of ssh.service, or take Port and ListenAddress out of the play"))
                : List.of();
    }
}
