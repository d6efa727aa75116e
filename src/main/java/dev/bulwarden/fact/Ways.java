package dev.bulwarden.fact;

import dev.bulwarden.fact.Network.Connection;
import java.util.LinkedHashMap;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How sshd can be rehearsed on a host.
 *
 * @param way the best one
 * @param trouble why no namespaces can be had, in the host's own words; empty: they can
 * @param noTwin why a private network, in which a login has its true address, cannot be had; empty: it can
 * @param others whether accounts other than the one we are logged in as can be rehearsed without systemd
 * @param stale whether sshd's files may be newer than what its daemon has in force
 * @param moves whether the daemon would listen elsewhere
 * @param ours the connection this was asked over; empty: not over sshd
 * @param depends by visitor, whether what sshd says to it depends on the address it comes from
 */
public record Ways(Way way, String trouble, String noTwin, boolean others, boolean stale, boolean moves,
        Optional<Connection> ours, Map<Visitor, Boolean> depends) {
    /** What surrounds a rehearsed sshd. */
    public enum Way {
        /** A unit of systemd with namespaces of its own, outside our session: PAM runs as in a real login. */
        UNIT,
        /** Namespaces inside our session. */
        FORK,
        /** No namespaces: the main configuration file alone can be given, through a pipe. */
        NONE
    }

    public Ways {
        Objects.requireNonNull(way, "way is null");
        Objects.requireNonNull(trouble, "trouble is null");
        Objects.requireNonNull(noTwin, "noTwin is null");
        Objects.requireNonNull(ours, "ours is null");
        depends = Collections.unmodifiableMap(new LinkedHashMap<>(depends));
    }
}
