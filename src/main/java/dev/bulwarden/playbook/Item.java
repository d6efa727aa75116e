package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a requirement is called, where it is written and why it is wanted.
 *
 * @param id the YAML path, as {@code sshd.settings.MaxAuthTries} or {@code sshd.match[User root].AuthenticationMethods}, or
 *        {@code profile:id}; waivers, reports and history use it
 * @param place where it is written
 * @param layer the profile or play that says it, as a user would name it
 * @param ifSupported a host whose sshd lacks the keyword is <i>not applicable</i> instead of blocked
 * @param title one sentence, where a profile gives one
 * @param references ids in benchmarks
 */
public record Item(String id, Place place, String layer, boolean ifSupported, Optional<String> title,
        List<Reference> references) {
    /** An id in a benchmark; the edition matters, numbers move between editions. */
    public record Reference(String benchmark, String id) {}

    public Item {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(place, "place is null");
        Objects.requireNonNull(layer, "layer is null");
        Objects.requireNonNull(title, "title is null");
        references = List.copyOf(references);
    }
}
