package dev.bulwarden.inventory;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.yaml.ShapeCheck;
import dev.bulwarden.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads inventory files, or the host list of a command line, into hosts with everything resolved. */
public final class InventoryReader {
    private InventoryReader() {}

    /** A file: its name as the user gave it, and its text. */
    public record Source(String name, String text) {}

    /**
     * What an inventory leaves to the machine it is read on.
     *
     * @param home folder that a leading {@code ~} stands for
     * @param user login name where the inventory gives none
     */
    public record Controller(String home, String user) {
        public Controller {
            Objects.requireNonNull(home, "home is null");
            Objects.requireNonNull(user, "user is null");
        }
    }

    /**
     * Several files make one inventory; nothing may be said twice.
     *
     * @param sources in name order
     * @param overrides variables that beat all others
     */
    public static Checked<Inventory> read(List<Source> sources, Controller controller, Map<String, String> overrides) {
        InventoryDraft draft = new InventoryDraft();
        for (Source source : sources) {
            YamlReader.Parsed parsed = YamlReader.parse(source.name(), source.text());
            draft.report(parsed.diagnostics());
            parsed.root().ifPresent(root -> {
                draft.report(ShapeCheck.check(root, InventoryShape.SHAPE));
                draft.add(root);
            });
        }
        return finish(draft, controller, overrides);
    }

    /** A list such as {@code root@192.0.2.11:22,[2001:db8::1]:2222,}: {@code [USER@]ADDRESS[:PORT]}, joined by commas. */
    public static Checked<Inventory> hostList(String list, Controller controller, Map<String, String> overrides) {
        InventoryDraft draft = new InventoryDraft();
        HostList.read(list, draft);
        return finish(draft, controller, overrides);
    }

    private static Checked<Inventory> finish(InventoryDraft draft, Controller controller,
            Map<String, String> overrides) {
        GroupTree tree = new GroupTree(draft);
        if (draft.hasErrors()) {
            return new Checked.Rejected<>(Diagnostic.inFileOrder(draft.diagnostics()));
        }
        List<Host> hosts = new ArrayList<>();
        for (var host : draft.hosts().entrySet()) {
            hosts.add(new HostBuilder(tree.layersOf(host.getKey()), controller).build(host.getKey(), overrides,
                    tree.groupsOf(host.getKey())));
        }
        if (hosts.isEmpty()) {
            draft.report(List.of(Diagnostic.warning("the inventory has no host").remedy("add one under hosts:")));
        }
        return Checked.of(new Inventory(hosts, tree.groups()), Diagnostic.inFileOrder(draft.diagnostics()));
    }
}
