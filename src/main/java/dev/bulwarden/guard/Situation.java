package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.syntax.sshd.Dialect;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What guards judge.
 *
 * @param facts the host as surveyed
 * @param doors those who must get in; the login in use first
 * @param before global effective settings now
 * @param after global effective settings afterwards
 * @param files texts of files as they would be, by path; one that is not here stays as it was surveyed
 * @param client who must be able to speak with the host
 */
public record Situation(HostFacts facts, List<Door> doors, Settings before, Settings after, Map<String, String> files,
        Client client) {
    public Situation {
        Objects.requireNonNull(facts, "facts is null");
        doors = List.copyOf(doors);
        Objects.requireNonNull(before, "before is null");
        Objects.requireNonNull(after, "after is null");
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        Objects.requireNonNull(client, "client is null");
    }
    /** The release whose sshd judges; a host that has none is never planned for, and 10.0 stands in for it. */
    Dialect dialect() {
        return facts.server().flatMap(server -> server.software().version())
                .map(version -> new Dialect(version.major(), version.minor())).orElseGet(() -> new Dialect(10, 0));
    }
}
