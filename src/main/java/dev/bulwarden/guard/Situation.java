package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import java.util.List;
import java.util.Objects;

/**
 * What guards judge.
 *
 * @param facts the host as surveyed
 * @param doors those who must get in; the login in use first
 * @param before global effective settings now
 * @param after global effective settings afterwards
 */
public record Situation(HostFacts facts, List<Door> doors, Settings before, Settings after) {
    public Situation {
        Objects.requireNonNull(facts, "facts is null");
        doors = List.copyOf(doors);
        Objects.requireNonNull(before, "before is null");
        Objects.requireNonNull(after, "after is null");
    }
}
