package dev.bulwarden.cli;

import dev.bulwarden.inventory.InventoryShape;
import dev.bulwarden.playbook.PlaybookShape;
import dev.bulwarden.playbook.ProfileShape;
import dev.bulwarden.yaml.JsonSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bulwarden schema}: JSON Schema of the files, for editors. */
@Command(name = "schema", mixinStandardHelpOptions = true, description = "Prints the JSON Schema of a kind of file, for your editor.")
final class SchemaCommand implements Callable<Integer> {
    private final Console console;
    @Parameters(paramLabel = "inventory|playbook|profile")
    private Kind kind = Kind.PLAYBOOK;

    /** Which one. */
    enum Kind {
        INVENTORY, PLAYBOOK, PROFILE
    }

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(switch (kind) {
            case INVENTORY -> JsonSchema.of("Bulwarden inventory", InventoryShape.SHAPE);
            case PLAYBOOK -> JsonSchema.of("Bulwarden playbook", PlaybookShape.SHAPE);
            case PROFILE -> JsonSchema.of("Bulwarden profile", ProfileShape.SHAPE);
        });
        return 0;
    }
}
