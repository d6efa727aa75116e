package dev.bulwarden.plan;

import dev.bulwarden.control.SshdTree;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import java.util.List;
import java.util.Optional;

/** Where a host must answer after a change. */
final class Answers {

    private Answers() {}

    /**
     * The address the inventory names for that, else where it answers today; the planned ports where the change moves them, else today's. A
     * port that leads to another one on the host says nothing of what the host listens on: it stays, as it does where the inventory names
     * several.
     */
    static Endpoint endpoint(Host host, HostFacts facts, SshdTree before, SshdTree after) {
        Endpoint today = host.endpoint();
        List<Integer> planned = ports(after);
        boolean stays = planned.equals(ports(before)) || forwarded(host, facts);
        return today.at(host.answerAt().orElse(today.address()), stays ? today.ports() : planned);
    }

    /** Why it cannot be known where the host will answer. */
    static List<Diagnostic> problems(Host host, HostFacts facts, SshdTree before, SshdTree after) {
        List<Integer> planned = ports(after);
        Optional<Integer> ours = facts.network().ours().map(Connection::localPort);
        if (planned.equals(ports(before)) || !forwarded(host, facts) || ours.filter(planned::contains).isPresent()
                || host.endpoint().ports().size() > 1) {
            return List.of();
        }
        int dialled = host.endpoint().ports().getFirst();
        String port = String.join(", ", planned.stream().map(String::valueOf).toList());
        return List.of(Diagnostic.error("we reach this host at port " + dialled + ", which leads to its port "
                + ours.orElseThrow() + "; afterwards its sshd listens on port " + port
                + ", and at which port we reach that is not known")
                .remedy("forward a port to it, and name it in the inventory after today's: port: [" + dialled
                        + ", PORT]"));
    }

    /** Whether the port our connection arrives at is none that we dial. */
    private static boolean forwarded(Host host, HostFacts facts) {
        return facts.network().ours().filter(c -> !host.endpoint().ports().contains(c.localPort())).isPresent();
    }

    private static List<Integer> ports(SshdTree tree) {
        return tree.predict().value("port").stream().map(Integer::parseInt).toList();
    }
}
