package dev.bulwarden.playbook;

import java.util.List;

/**
 * Plays in file order.
 *
 * @param source the file it was read from
 */
public record Playbook(String source, List<Play> plays) {
    public Playbook {
        plays = List.copyOf(plays);
    }
}
