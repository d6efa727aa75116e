package dev.bulwarden.inventory;

import dev.bulwarden.yaml.YamlNode.Entry;
import java.util.List;

/** What one place of the inventory (a host, a group, the defaults) says about hosts, as written. */
record Layer(List<Entry> keys) {
    static final Layer NONE = new Layer(List.of());

    Layer {
        keys = List.copyOf(keys);
    }

    /** Pairs under {@code vars} or {@code credentials}. */
    List<Entry> under(String key) {
        return keys.stream().filter(e -> e.name().equals(key)).flatMap(e -> e.value().entries().stream()).toList();
    }
}
