package dev.bulwarden.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A lab that stands.
 *
 * @param servers its servers, in order of name
 * @param inventory the inventory file that reaches them, with keys and known_hosts beside it
 */
public record Standing(List<LabServer> servers, Path inventory) {
    public Standing {
        servers = List.copyOf(servers);
        Objects.requireNonNull(inventory, "inventory is null");
    }
}
