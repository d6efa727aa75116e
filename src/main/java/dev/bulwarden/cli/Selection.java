package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.inventory.Inventory;
import java.util.List;

/** Picks hosts from an inventory by what the user typed. */
final class Selection {
    private Selection() {}

    /** The hosts of a pattern that also match {@code --limit}; none is an error, and so is a name that nobody has. */
    static List<Host> of(Inventory inventory, HostPattern pattern, HostOptions options) throws UserError {
        check(inventory, pattern);
        List<Host> hosts = pattern.select(inventory);
        if (options.limit().isPresent()) {
            HostPattern limit = new HostPattern(options.limit().get());
            check(inventory, limit);
            List<Host> allowed = limit.select(inventory);
            hosts = hosts.stream().filter(allowed::contains).toList();
        }
        if (hosts.isEmpty()) {
            throw new UserError(Diagnostic.error("no host matches " + pattern.text()
                    + options.limit().map(l -> " within --limit " + l).orElse(""))
                    .remedy("see what there is: bulwarden hosts"));
        }
        return hosts;
    }

    private static void check(Inventory inventory, HostPattern pattern) throws UserError {
        List<Diagnostic> problems = pattern.check(inventory);
        if (Console.anyError(problems)) {
            throw new UserError(problems);
        }
    }
}
