package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import dev.bulwarden.playbook.Requirement.PamCommentOut;
import dev.bulwarden.playbook.Requirement.SshdAbsent;
import dev.bulwarden.playbook.Requirement.SshdAlgorithms;
import dev.bulwarden.playbook.Requirement.SshdMatch;
import dev.bulwarden.playbook.Requirement.SshdMatchAbsent;
import dev.bulwarden.playbook.Requirement.SshdSetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays requirements over one another: per subject the later layer wins, lists are united, and the Match blocks of a later layer come first.
 * Not thread-safe; used once.
 */
final class Layers {

    private final Map<Subject, Requirement> kept = new LinkedHashMap<>();
    private final Map<Subject, String> layerOf = new LinkedHashMap<>();
    private final Set<String> layers = new LinkedHashSet<>();
    private final List<Diagnostic> notes = new ArrayList<>();

    /** What a requirement is about; two about the same cannot both stand. */
    private record Subject(String kind, String name) {
        static Subject of(Requirement requirement) {
            return switch (requirement) {
                case SshdSetting s -> new Subject("sshd", s.keyword().toLowerCase(Locale.ROOT));
                case SshdAbsent a -> new Subject("sshd", a.keyword().toLowerCase(Locale.ROOT));
                case SshdMatch m -> new Subject("match", m.criteria());
                case SshdMatchAbsent m -> new Subject("match", m.criteria());
                case SshdAlgorithms _ -> new Subject("algorithms", "");
                case PamCommentOut p -> new Subject("pam", p.service() + " " + p.line());
                case GroupMembers g -> new Subject("group", g.group());
            };
        }
    }

    /**
     * Adds a requirement on top of those already there.
     *
     * @param layer unique name of the layer; layers are added one after the other
     */
    void add(String layer, Requirement requirement) {
        layers.add(layer);
        Subject subject = Subject.of(requirement);
        Optional<Requirement> below = Optional.ofNullable(kept.get(subject));
        if (below.isPresent() && requirement instanceof GroupMembers over
                && below.get() instanceof GroupMembers under) {
            kept.put(subject, union(under, over));
            return;
        }
        below.ifPresent(under -> noteIfDifferent(under, requirement));
        kept.remove(subject); // its place in the order is that of the winning layer
        kept.put(subject, requirement);
        layerOf.put(subject, layer);
    }

    /** What stands in the end: Match blocks last layer first, the rest in the order it was first named. */
    List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>(
                kept.values().stream().filter(r -> !(r instanceof SshdMatch)).toList());
        for (String layer : List.copyOf(layers).reversed()) {
            kept.forEach((subject, requirement) -> {
                if (requirement instanceof SshdMatch && layer.equals(layerOf.get(subject))) {
                    all.add(requirement);
                }
            });
        }
        return all;
    }

    /** Which layer won over which. */
    List<Diagnostic> notes() {
        return List.copyOf(notes);
    }

    private void noteIfDifferent(Requirement under, Requirement over) {
        if (!meaning(under).equals(meaning(over))) {
            notes.add(new Diagnostic(Severity.INFO, title(over.item()) + " (" + meaning(over)
                    + ") wins over " + under.item().place() + " (" + meaning(under) + ")",
                    Optional.of(over.item().place()), Optional.empty()));
        }
    }

    private static String title(Item item) {
        return item.id() + " of " + item.layer();
    }

    private static String meaning(Requirement requirement) {
        return switch (requirement) {
            case SshdSetting s -> String.join(" ", s.values());
            case SshdAbsent _,SshdMatchAbsent _ -> "absent";
            case SshdMatch m ->
                String.join("; ",
                        m.settings().stream().map(s -> s.keyword() + " " + String.join(" ", s.values())).toList());
            case SshdAlgorithms a -> a.set();
            case PamCommentOut _ -> "commented out";
            case GroupMembers g -> String.join(" ", g.members());
        };
    }

    private static GroupMembers union(GroupMembers under, GroupMembers over) {
        Set<String> members = new LinkedHashSet<>(under.members());
        members.addAll(over.members());
        return new GroupMembers(over.item(), over.group(), List.copyOf(members));
    }
}
