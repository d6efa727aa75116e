package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.playbook.Requirement.SshdAlgorithms;
import dev.bulwarden.yaml.YamlNode;
import dev.bulwarden.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the items of one profile. */
final class ProfileItemReader {
    private final String profile;
    private final Findings findings;
    private final Map<String, Place> ids = new HashMap<>();

    ProfileItemReader(String profile, Findings findings) {
        this.profile = profile;
        this.findings = findings;
    }

    /** Usually one requirement; several where an item names several lines. */
    List<Requirement> read(YamlNode node) {
        Origin origin = origin(node);
        SshdReader sshd = new SshdReader(origin, findings);
        List<Requirement> found = new ArrayList<>();
        checkPair(node);
        node.scalar("setting").ifPresent(k -> node.get("set")
                .ifPresent(v -> found.add(sshd.setting(k, v, accept(node)))));
        node.scalar("absent").ifPresent(k -> found.add(sshd.absent(k)));
        node.scalar("algorithms").ifPresent(
                s -> found.add(new SshdAlgorithms(origin.item("algorithms", s.place()), s.text())));
        node.get("match").ifPresent(m -> m.scalar("criteria").ifPresent(c -> found.add(sshd.match(c, m))));
        node.scalar("match_absent").ifPresent(c -> found.add(sshd.matchAbsent(c)));
        node.get("pam").ifPresent(p -> p.text("service").ifPresent(service -> p.items("comment_out").forEach(
                n -> n.scalars().forEach(s -> found.add(PlayReader.commentOut(origin, service, s, findings))))));
        node.get("group").ifPresent(
                g -> g.scalar("name").ifPresent(n -> found.add(PlayReader.members(origin, n, g, findings))));
        return found;
    }

    private Origin origin(YamlNode node) {
        Optional<Scalar> id = node.scalar("id");
        id.ifPresent(s -> {
            Place first = ids.putIfAbsent(s.text(), s.place());
            if (first != null) {
                findings.error(s.place(), "item " + s.text() + " is already said in line " + first.line(),
                        "give it an id of its own");
            }
        });
        List<Item.Reference> references = node.entries("references").stream()
                .flatMap(e -> e.value().texts().stream().map(t -> new Item.Reference(e.name(), t))).toList();
        return new Origin("profile " + profile, Optional.of(profile + ":" + id.map(Scalar::text).orElse("")),
                !node.text("if_supported").equals(Optional.of("false")), node.text("title"), references);
    }

    private void checkPair(YamlNode node) {
        boolean setting = node.get("setting").isPresent();
        if (setting && node.get("set").isEmpty()) {
            findings.error(node.place(), "a setting without a value", "add set: VALUE");
        }
        if (!setting && (node.get("set").isPresent() || node.get("accept").isPresent())) {
            findings.error(node.place(), "set and accept belong to a setting", "add setting: KEYWORD");
        }
    }

    private Optional<Acceptance> accept(YamlNode node) {
        return node.get("accept").flatMap(a -> a.get("one_of").<Acceptance>map(v -> new Acceptance.OneOf(v.texts()))
                .or(() -> a.get("subset_of").map(v -> new Acceptance.SubsetOf(v.texts())))
                .or(() -> a.get("between").flatMap(this::between)));
    }

    private Optional<Acceptance> between(YamlNode bounds) {
        List<Long> numbers = bounds.texts().stream().flatMap(t -> Times.read(t).stream()).map(Duration::toSeconds)
                .toList();
        if (numbers.size() != 2 || numbers.getFirst() > numbers.getLast()) {
            findings.error(bounds.place(), "between needs two bounds, the lower one first", "write [1, 4]");
            return Optional.empty();
        }
        return Optional.of(new Acceptance.Between(numbers.getFirst(), numbers.getLast()));
    }
}
