package dev.bulwarden.plan;

import dev.bulwarden.control.SshdTree;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import java.util.List;

/** Where a host must answer after a change. */
final class Answers {

    private Answers() {}

    /**
     * The address the inventory names for that, else where it answers today; the planned ports where the change moves them, else today's (a
     * port the controller sees may be forwarded).
     */
    static Endpoint endpoint(Host host, SshdTree before, SshdTree after) {
        Endpoint today = host.endpoint();
        List<String> planned = after.predict().value("port");
        List<Integer> ports = planned.equals(before.predict().value("port"))
                ? today.ports()
                : planned.stream().map(Integer::parseInt).toList();
        return today.at(host.answerAt().orElse(today.address()), ports);
    }
}
