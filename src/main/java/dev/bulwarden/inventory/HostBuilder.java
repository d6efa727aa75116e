package dev.bulwarden.inventory;

import dev.bulwarden.inventory.InventoryReader.Controller;
import dev.bulwarden.inventory.Login.Become;
import dev.bulwarden.yaml.YamlNode;
import dev.bulwarden.yaml.YamlNode.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes one host of the layers that speak about it; the files have passed every check by then. */
final class HostBuilder {
    private static final String SYSTEM_KNOWN_HOSTS = "/etc/ssh/ssh_known_hosts";

    private final List<Layer> layers;
    private final Controller controller;
    private final Map<String, YamlNode> said = new HashMap<>();

    /** Layers from the strongest to the weakest. */
    HostBuilder(List<Layer> layers, Controller controller) {
        this.layers = List.copyOf(layers);
        this.controller = controller;
        layers.reversed().forEach(l -> l.keys().forEach(e -> said.put(e.name(), e.value())));
    }

    Host build(String name, Map<String, String> overrides, List<String> groups) {
        Map<String, String> variables = new HashMap<>();
        under("vars").forEach((key, value) -> value.scalars().forEach(s -> variables.put(key, s.text())));
        variables.putAll(overrides);
        Map<String, Login> credentials = new HashMap<>();
        under("credentials").forEach((user, value) -> credentials.put(user,
                login(user, value::get, Become.NONE, Optional.empty())));
        return new Host(name, endpoint(name), ownLogin(), credentials, text("answer_at"), variables, groups);
    }

    private Endpoint endpoint(String name) {
        List<Integer> ports = texts("port").stream().map(Integer::valueOf).toList();
        List<String> knownHosts = texts("known_hosts").isEmpty() ? List.of("~/.ssh/known_hosts") : texts("known_hosts");
        return new Endpoint(text("address").orElse(name), ports.isEmpty() ? List.of(22) : ports,
                text("host_key_alias"),
                Stream.concat(knownHosts.stream().map(this::path), Stream.of(SYSTEM_KNOWN_HOSTS)).distinct().toList());
    }

    private Login ownLogin() {
        String user = text("user").orElse(controller.user());
        boolean sudo = !user.equals("root") && text("become").map(b -> b.equals("sudo")).orElse(true);
        return login(user, this::find, sudo ? Become.SUDO : Become.NONE, find("become_password").map(Secrets::of));
    }

    private Login login(String user, Function<String, Optional<YamlNode>> keys, Become become,
            Optional<Secret> becomePassword) {
        List<String> identities = keys.apply("identity_file").map(YamlNode::texts).orElse(List.of());
        return new Login(user, identities.stream().map(this::path).toList(),
                keys.apply("certificate_file").flatMap(n -> n.texts().stream().findFirst()).map(this::path),
                keys.apply("passphrase").map(Secrets::of), become, becomePassword);
    }

    private Optional<YamlNode> find(String key) {
        return Optional.ofNullable(said.get(key));
    }

    private Optional<String> text(String key) {
        return texts(key).stream().findFirst();
    }

    private List<String> texts(String key) {
        return find(key).map(YamlNode::texts).orElse(List.of());
    }

    /** Pairs of {@code vars} or {@code credentials} of all layers; of two with one name the stronger. */
    private Map<String, YamlNode> under(String key) {
        Map<String, YamlNode> found = new HashMap<>();
        layers.forEach(l -> l.under(key).forEach((Entry e) -> found.putIfAbsent(e.name(), e.value())));
        return found;
    }

    private String path(String written) {
        if (written.equals("~")) {
            return controller.home();
        }
        return written.startsWith("~/") ? controller.home() + written.substring(1) : written;
    }
}
