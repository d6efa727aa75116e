package dev.bulwarden.playbook;

import java.util.List;
import java.util.Optional;

/** Where the text of a profile comes from; the caller knows about files and shipped profiles. */
@FunctionalInterface
public interface ProfileSource {
    /** A profile's text, and the file name under which a user can open it. */
    record Found(String source, String text) {}

    /** The profile of this name or path, if there is one. */
    Optional<Found> find(String nameOrPath);

    /** Names worth suggesting when one is not found. */
    default List<String> names() {
        return List.of();
    }
}
