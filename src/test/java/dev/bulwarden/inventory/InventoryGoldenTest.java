package dev.bulwarden.inventory;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.inventory.InventoryReader.Controller;
import dev.bulwarden.inventory.InventoryReader.Source;
import dev.bulwarden.yaml.GoldenFolder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Inventory files, and the hosts or the errors they give. */
class InventoryGoldenTest {
    @TestFactory
    List<DynamicTest> cases() {
        return GoldenFolder.cases("inventory", files -> show(InventoryReader.read(
                files.entrySet().stream().map(f -> new Source(f.getKey(), f.getValue())).toList(),
                new Controller("/home/ann", "ann"), Map.of("extra", "from -e"))));
    }

    static String show(Checked<Inventory> read) {
        StringBuilder text = new StringBuilder(GoldenFolder.lines(read.diagnostics()));
        if (read instanceof Checked.Accepted<Inventory>(var inventory, var _)) {
            inventory.hosts().forEach(h -> text.append(show(h)));
            inventory.groups().forEach(g -> text.append("group ").append(g.name()).append(" = ")
                    .append(String.join(" ", g.hosts())).append("\n"));
        }
        return text.toString();
    }

    private static String show(Host host) {
        Endpoint endpoint = host.endpoint();
        return """
                host %s
                  endpoint %s %s alias %s
                  known_hosts %s
                  login %s
                  credentials %s
                  answer_at %s
                  vars %s
                  groups %s
                """.formatted(host.name(), endpoint.address(), endpoint.ports(), endpoint.hostKeyAlias().orElse("-"),
                endpoint.knownHosts(), host.login(), new TreeMap<>(host.credentials()), host.answerAt().orElse("-"),
                new TreeMap<>(host.variables()), host.groups());
    }
}
