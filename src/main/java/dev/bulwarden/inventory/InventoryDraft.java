package dev.bulwarden.inventory;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.yaml.YamlNode;
import dev.bulwarden.yaml.YamlNode.Entry;
import dev.bulwarden.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the files said, put together but not yet resolved. */
final class InventoryDraft {
    private static final Set<String> MEMBERS = Set.of("hosts", "children");

    /** A group: whom it names, and what it says about them. */
    record Group(List<Scalar> hosts, List<Scalar> children, List<Entry> keys) {}

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Entry> defaults = new ArrayList<>();
    private final Map<String, Layer> hosts = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Place> said = new HashMap<>();

    void add(YamlNode root) {
        addKeys("defaults", root.entries("defaults"), defaults);
        root.entries("hosts").forEach(this::addHosts);
        root.entries("groups").forEach(this::addGroup);
    }

    private void addHosts(Entry entry) {
        List<String> names = NameRange.expand(entry.name());
        if (names.isEmpty()) {
            error(entry.key().place(), entry.name() + " is not a range that can be counted",
                    "write the lower end first, as in web[01:20], at most " + NameRange.MOST + " hosts");
        }
        if (names.size() > 1 && entry.value().get("address").isPresent()) {
            error(entry.key().place(), names.size() + " hosts cannot share one address", "remove address");
        }
        names.forEach(name -> addHost(name, entry.key().place(), entry.value().entries()));
    }

    void addHost(String name, Place place, List<Entry> keys) {
        refuseReserved(keys);
        if (once("host " + name, place)) {
            hosts.put(name, new Layer(keys));
        }
    }

    private void addGroup(Entry entry) {
        if (entry.name().equals("all")) {
            error(entry.key().place(), "the group all is every host already", "write this under defaults:");
            return;
        }
        Group group = groups.computeIfAbsent(entry.name(),
                _ -> new Group(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        entry.value().items("hosts").forEach(n -> n.scalars().forEach(s -> NameRange.expand(s.text())
                .forEach(name -> group.hosts.add(new Scalar(s.place(), name, s.quoted())))));
        entry.value().items("children").forEach(n -> group.children.addAll(n.scalars()));
        addKeys("group " + entry.name(), entry.value().entries().stream().filter(e -> !MEMBERS.contains(e.name()))
                .toList(), group.keys);
    }

    private void addKeys(String where, List<Entry> from, List<Entry> to) {
        refuseReserved(from);
        for (Entry entry : from) {
            if (entry.name().equals("vars")) {
                entry.value().entries().forEach(v -> once(where + " vars " + v.name(), v.key().place()));
                to.add(entry);
            } else if (once(where + " " + entry.name(), entry.key().place())) {
                to.add(entry);
            }
        }
    }

    private void refuseReserved(List<Entry> keys) {
        new Layer(keys).under("vars").stream().filter(v -> v.name().equals("local_address"))
                .forEach(v -> error(v.key().place(), "local_address is the server's address of our own connection",
                        "choose another name"));
    }

    /** Within one file the YAML reader has seen to it; this is about several files, and ranges. */
    private boolean once(String what, Place place) {
        Place first = said.putIfAbsent(what, place);
        if (first != null) {
            error(place, what + " is already said at " + first, "keep one of them");
        }
        return first == null;
    }

    void error(Place place, String message, String remedy) {
        diagnostics.add(Diagnostic.error(place, message).remedy(remedy));
    }

    void report(List<Diagnostic> more) {
        diagnostics.addAll(more);
    }

    boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    Layer defaults() {
        return new Layer(defaults);
    }

    Map<String, Layer> hosts() {
        return hosts;
    }

    Map<String, Group> groups() {
        return groups;
    }
}
