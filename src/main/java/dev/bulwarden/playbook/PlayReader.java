package dev.bulwarden.playbook;

import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.playbook.Play.ForeignMatch;
import dev.bulwarden.playbook.Play.Placement;
import dev.bulwarden.playbook.Play.Protected;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import dev.bulwarden.playbook.Requirement.PamCommentOut;
import dev.bulwarden.playbook.Rollout.Batch;
import dev.bulwarden.yaml.YamlNode;
import dev.bulwarden.yaml.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one play. What does not fit the shape is reported elsewhere and skipped here. */
final class PlayReader {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final YamlNode node;
    private final Profiles profiles;
    private final Findings findings;

    PlayReader(YamlNode node, Profiles profiles, Findings findings) {
        this.node = node;
        this.profiles = profiles;
        this.findings = findings;
    }

    Play read() {
        String name = node.text("name").orElse(node.place().toString());
        Origin origin = Origin.play(name);
        List<Requirement> requirements = new ArrayList<>();
        node.items("profile").forEach(n -> n.scalars().forEach(s -> requirements.addAll(profiles.read(s))));
        YamlNode sshd = node.get("sshd").orElse(new YamlNode.Broken(node.place()));
        requirements.addAll(new SshdReader(origin, findings).section(sshd));
        node.entries("pam").forEach(e -> e.value().items("comment_out").forEach(n -> n.scalars()
                .forEach(s -> requirements.add(commentOut(origin, e.name(), s, findings)))));
        node.entries("groups").forEach(e -> requirements.add(members(origin, e.key(), e.value(), findings)));
        return new Play(name, node.place(), new HostPattern(node.text("hosts").orElse("")), rollout(),
                confirmWithin(), protect(),
                sshd.text("placement").map(p -> p.equals("drop-in") ? Placement.DROP_IN : Placement.IN_PLACE),
                sshd.text("foreign_match").map(f -> f.equals("block") ? ForeignMatch.BLOCK : ForeignMatch.COMMENT_OUT),
                requirements, waivers());
    }

    static PamCommentOut commentOut(Origin origin, String service, Scalar line, Findings findings) {
        Template.check(line.text(), line.place()).ifPresent(findings::add);
        String path = "pam." + service + ".comment_out[" + line.text() + "]";
        return new PamCommentOut(origin.item(path, line.place()), service, line.text());
    }

    static GroupMembers members(Origin origin, Scalar group, YamlNode value, Findings findings) {
        value.items("members").forEach(n -> n.scalars()
                .forEach(s -> Template.check(s.text(), s.place()).ifPresent(findings::add)));
        return new GroupMembers(origin.item("groups." + group.text() + ".members", group.place()), group.text(),
                value.texts("members"));
    }

    private Rollout rollout() {
        YamlNode rollout = node.get("rollout").orElse(new YamlNode.Broken(node.place()));
        List<Batch> serial = rollout.texts("serial").stream().flatMap(t -> Batch.of(t).stream()).toList();
        return new Rollout(serial, number(rollout, "max_failures", Rollout.USUAL.maxFailures()),
                number(rollout, "max_unreachable", Rollout.USUAL.maxUnreachable()),
                number(rollout, "forks", Rollout.USUAL.forks()));
    }

    private static int number(YamlNode from, String key, int usual) {
        return from.text(key).filter(t -> t.matches("[0-9]{1,6}")).map(Integer::valueOf).orElse(usual);
    }

    private Optional<Duration> confirmWithin() {
        Optional<Scalar> written = node.scalar("confirm_within");
        Optional<Duration> time = written.flatMap(s -> Times.read(s.text()));
        if (time.isPresent() && (time.get().compareTo(SHORTEST) < 0 || time.get().compareTo(LONGEST) > 0)) {
            findings.error(written.get().place(), "confirm_within is " + written.get().text(),
                    "write a time from 5s to 10m");
        }
        return time;
    }

    private List<Protected> protect() {
        List<Protected> all = new ArrayList<>();
        for (YamlNode one : node.items("protect")) {
            one.items("from").forEach(n -> n.scalars().forEach(this::checkNetwork));
            one.scalar("user").ifPresent(u -> {
                Template.check(u.text(), u.place()).ifPresent(findings::add);
                all.add(new Protected(u.text(), one.texts("from"), u.place()));
            });
        }
        return all;
    }

    private void checkNetwork(Scalar network) {
        Template.check(network.text(), network.place()).ifPresent(findings::add);
        if (!Template.isIn(network.text())) {
            Network.problem(network.text()).ifPresent(p -> findings.error(network.place(), p,
                    "write an address, or a network such as 192.0.2.0/24"));
        }
    }

    private List<Waiver> waivers() {
        return node.items("waive").stream().map(w -> new Waiver(w.text("item").orElse(""),
                new HostPattern(w.text("hosts").orElse("all")), w.text("reason").orElse(""), w.text("by").orElse(""),
                w.scalar("until").flatMap(this::date), w.place())).toList();
    }

    private Optional<LocalDate> date(Scalar date) {
        if (!date.text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(date.text()));
        } catch (DateTimeException _) {
            findings.error(date.place(), date.text() + " is not a day of the calendar", "write YEAR-MONTH-DAY");
            return Optional.empty();
        }
    }
}
