package dev.bulwarden.inventory;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Nearest;
import dev.bulwarden.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which groups a host is in, and in which order they speak: a child before its parents, among equals the later name first. */
final class GroupTree {
    private final InventoryDraft draft;
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> direct = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    /** Reports unknown members and cycles to the draft. */
    GroupTree(InventoryDraft draft) {
        this.draft = draft;
        draft.groups().forEach((name, group) -> {
            if (draft.hosts().containsKey(name)) {
                draft.report(List.of(Diagnostic.error(name + " is both a host and a group")
                        .remedy("rename one of them")));
            }
            group.hosts().stream().filter(h -> known(h, draft.hosts().keySet(), "host", name))
                    .forEach(h -> direct.computeIfAbsent(h.text(), _ -> new TreeSet<>()).add(name));
            group.children().stream().filter(c -> known(c, draft.groups().keySet(), "group", name))
                    .forEach(c -> parents.computeIfAbsent(c.text(), _ -> new TreeSet<>()).add(name));
        });
        draft.groups().forEach((name, group) -> group.children().stream()
                .filter(c -> c.text().equals(name) || ancestors(name).contains(c.text()))
                .forEach(c -> draft.error(c.place(), "group " + name + " contains itself through " + c.text(),
                        "remove one of the children")));
        if (!draft.hasErrors()) {
            draft.groups().keySet().forEach(this::depth);
        }
    }

    private boolean known(Scalar member, Collection<String> names, String kind, String group) {
        if (names.contains(member.text())) {
            return true;
        }
        Diagnostic unknown = Diagnostic.error(member.place(),
                "unknown " + kind + " " + member.text() + " in group " + group);
        draft.report(List.of(Nearest.remedy(member.text(), names).map(unknown::remedy)
                .orElse(unknown.remedy("add it under " + kind + "s:"))));
        return false;
    }

    private Set<String> ancestors(String group) {
        Set<String> found = new LinkedHashSet<>();
        List<String> waiting = new ArrayList<>(parents.getOrDefault(group, Set.of()));
        while (!waiting.isEmpty()) {
            String parent = waiting.removeLast();
            if (found.add(parent)) {
                waiting.addAll(parents.getOrDefault(parent, Set.of()));
            }
        }
        return found;
    }

    /** Length of the longest way down to it; only called on a tree without cycles. */
    private int depth(String group) {
        Integer known = depths.get(group);
        if (known != null) {
            return known;
        }
        int depth = parents.getOrDefault(group, Set.of()).stream().mapToInt(this::depth).max().orElse(-1) + 1;
        depths.put(group, depth);
        return depth;
    }

    private Set<String> allOf(String host) {
        Set<String> all = new HashSet<>();
        for (String group : direct.getOrDefault(host, Set.of())) {
            all.add(group);
            all.addAll(ancestors(group));
        }
        return all;
    }

    /** Names of the groups of a host, {@code all} included, sorted. */
    List<String> groupsOf(String host) {
        Set<String> all = new TreeSet<>(allOf(host));
        all.add("all");
        return List.copyOf(all);
    }

    /** What is said about a host, the strongest first. */
    List<Layer> layersOf(String host) {
        List<Layer> layers = new ArrayList<>();
        layers.add(draft.hosts().getOrDefault(host, Layer.NONE));
        Comparator<String> weakestFirst = Comparator.<String>comparingInt(this::depth)
                .thenComparing(Comparator.naturalOrder());
        allOf(host).stream().sorted(weakestFirst.reversed())
                .map(draft.groups()::get).filter(Objects::nonNull).forEach(g -> layers.add(new Layer(g.keys())));
        layers.add(draft.defaults());
        return layers;
    }

    /** Every group with its hosts in inventory order; {@code all} first. */
    List<Inventory.Group> groups() {
        List<Inventory.Group> groups = new ArrayList<>();
        groups.add(new Inventory.Group("all", List.copyOf(draft.hosts().keySet())));
        Map<String, List<String>> members = new HashMap<>();
        draft.hosts().keySet().forEach(host -> allOf(host)
                .forEach(g -> members.computeIfAbsent(g, _ -> new ArrayList<>()).add(host)));
        draft.groups().keySet().forEach(g -> groups.add(new Inventory.Group(g, members.getOrDefault(g, List.of()))));
        return groups;
    }
}
