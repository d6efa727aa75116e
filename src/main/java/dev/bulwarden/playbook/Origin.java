package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Place;
import java.util.List;
import java.util.Optional;

/**
 * Who says a requirement; makes the items of one play, or of one item of a profile.
 *
 * @param layer the profile or play, as a user would name it
 * @param id id of the profile item; empty in a play, whose ids are YAML paths
 */
record Origin(String layer, Optional<String> id, boolean ifSupported, Optional<String> title,
        List<Item.Reference> references) {
    static Origin play(String name) {
        return new Origin("play " + name, Optional.empty(), false, Optional.empty(), List.of());
    }

    Item item(String path, Place place) {
        return new Item(id.orElse(path), place, layer, ifSupported, title, references);
    }

    /** The item of a part of another, such as a setting in a Match block. */
    Item part(Item whole, String name, Place place) {
        return new Item(whole.id() + "." + name, place, layer, ifSupported, title, references);
    }

    Origin whereSupported() {
        return new Origin(layer, id, true, title, references);
    }
}
