package dev.bulwarden.inventory;

import dev.bulwarden.yaml.YamlNode;

/** Reads the four forms of a {@link Secret}. */
final class Secrets {
    private Secrets() {}

    /** Of a node that fits {@link InventoryShape#SECRET}. */
    static Secret of(YamlNode node) {
        if (node.get("prompt").isPresent()) {
            return new Secret.Prompt();
        }
        return node.text("env").<Secret>map(Secret.Environment::new)
                .or(() -> node.text("fd").map(n -> new Secret.FileDescriptor(Integer.parseInt(n))))
                .orElseGet(() -> new Secret.Program(node.texts("command")));
    }
}
