package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.HostPattern;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Requirements for a selection of hosts, with how carefully they are brought about.
 *
 * @param name as written, or its place
 * @param hosts which hosts
 * @param rollout how many at a time, when to stop
 * @param confirmWithin how long a host waits for the fresh login before it restores itself; empty when the play does not say
 * @param protect who must still get in, besides our own login
 * @param placement where settings are written; empty when the play does not say
 * @param foreignMatch what happens to Match blocks of others that decide what we set; empty when the play does not say
 * @param requirements profiles first, in list order, then the play's own
 * @param waivers items left alone on some hosts
 */
public record Play(String name, Place place, HostPattern hosts, Rollout rollout, Optional<Duration> confirmWithin,
        List<Protected> protect, Optional<Placement> placement, Optional<ForeignMatch> foreignMatch,
        List<Requirement> requirements, List<Waiver> waivers) {
    /** Where settings are written. */
    public enum Placement {
        IN_PLACE, DROP_IN
    }

    /** What happens to Match blocks of others that decide a keyword we set. */
    public enum ForeignMatch {
        BLOCK, COMMENT_OUT
    }

    /**
     * An account that must still be able to log in.
     *
     * @param from networks it comes from, CIDR; empty: anywhere
     */
    public record Protected(String user, List<String> from, Place place) {
        public Protected {
            from = List.copyOf(from);
        }
    }

    public Play {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(place, "place is null");
        Objects.requireNonNull(hosts, "hosts is null");
        Objects.requireNonNull(rollout, "rollout is null");
        protect = List.copyOf(protect);
        requirements = List.copyOf(requirements);
        waivers = List.copyOf(waivers);
    }
}
