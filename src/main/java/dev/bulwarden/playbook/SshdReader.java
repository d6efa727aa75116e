package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.playbook.Directive.Scope;
import dev.bulwarden.playbook.Requirement.MatchSetting;
import dev.bulwarden.playbook.Requirement.SshdAbsent;
import dev.bulwarden.playbook.Requirement.SshdAlgorithms;
import dev.bulwarden.playbook.Requirement.SshdMatch;
import dev.bulwarden.playbook.Requirement.SshdMatchAbsent;
import dev.bulwarden.playbook.Requirement.SshdSetting;
import dev.bulwarden.yaml.YamlNode;
import dev.bulwarden.yaml.YamlNode.Entry;
import dev.bulwarden.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a play or a profile item says about sshd_config. */
final class SshdReader {
    private final Origin origin;
    private final Findings findings;
    private final Map<String, Place> said = new HashMap<>();

    SshdReader(Origin origin, Findings findings) {
        this.origin = origin;
        this.findings = findings;
    }

    /** The {@code sshd:} section of a play. */
    List<Requirement> section(YamlNode sshd) {
        List<Requirement> found = new ArrayList<>();
        sshd.entries("settings").forEach(e -> found.add(setting(e, "sshd.settings.", origin)));
        sshd.get("if_supported").ifPresent(n -> n.entries("settings").forEach(
                e -> found.add(setting(e, "sshd.if_supported.settings.", origin.whereSupported()))));
        sshd.items("absent").forEach(n -> n.scalars().forEach(s -> found.add(absent(s))));
        sshd.scalar("algorithms").ifPresent(
                s -> found.add(new SshdAlgorithms(origin.item("sshd.algorithms", s.place()), s.text())));
        sshd.items("match").forEach(n -> n.scalar("criteria").ifPresent(c -> found.add(match(c, n))));
        sshd.items("match_absent").forEach(n -> n.scalars().forEach(s -> found.add(matchAbsent(s))));
        return found;
    }

    private SshdSetting setting(Entry entry, String path, Origin from) {
        String keyword = Directive.canonical(entry.key(), findings);
        return new SshdSetting(from.item(path + keyword, entry.key().place()), keyword,
                values(keyword, entry.key(), entry.value(), Scope.GLOBAL, ""), Optional.empty());
    }

    /** The setting of a profile item. */
    SshdSetting setting(Scalar keyword, YamlNode value, Optional<Acceptance> accept) {
        String name = Directive.canonical(keyword, findings);
        return new SshdSetting(origin.item(name, keyword.place()), name,
                values(name, keyword, value, Scope.GLOBAL, ""), accept);
    }

    SshdAbsent absent(Scalar keyword) {
        String name = Directive.canonical(keyword, findings);
        once(name, keyword.place(), name);
        return new SshdAbsent(origin.item("sshd.absent[" + name + "]", keyword.place()), name);
    }

    SshdMatch match(Scalar criteria, YamlNode block) {
        String where = checked(criteria);
        Item item = origin.item("sshd.match[" + where + "]", criteria.place());
        List<MatchSetting> settings = new ArrayList<>();
        block.entries("settings").forEach(e -> settings.add(inMatch(e, item, origin, where)));
        block.get("if_supported").ifPresent(n -> n.entries("settings").forEach(
                e -> settings.add(inMatch(e, item, origin.whereSupported(), where))));
        return new SshdMatch(item, criteria.text(), settings);
    }

    SshdMatchAbsent matchAbsent(Scalar criteria) {
        String where = checked(criteria);
        return new SshdMatchAbsent(origin.item("sshd.match_absent[" + where + "]", criteria.place()),
                criteria.text());
    }

    private MatchSetting inMatch(Entry entry, Item whole, Origin from, String where) {
        String keyword = Directive.canonical(entry.key(), findings);
        return new MatchSetting(from.part(whole, keyword, entry.key().place()), keyword,
                values(keyword, entry.key(), entry.value(), Scope.MATCH, "Match " + where + " "));
    }

    private String checked(Scalar criteria) {
        Template.check(criteria.text(), criteria.place()).ifPresent(findings::add);
        if (!Template.isIn(criteria.text())) {
            CriteriaCheck.check(criteria.text(), criteria.place(), findings);
        }
        String where = Directive.normalised(criteria.text());
        once("Match " + where, criteria.place(), "Match " + where);
        return where;
    }

    private List<String> values(String keyword, Scalar key, YamlNode value, Scope scope, String where) {
        once(where + keyword, key.place(), key.text().equalsIgnoreCase(keyword)
                ? keyword
                : key.text() + ", which is " + keyword + ",");
        value.scalars().forEach(s -> Template.check(s.text(), s.place()).ifPresent(findings::add));
        List<String> texts = value instanceof YamlNode.Sequence
                ? value.texts().stream().map(text -> Directive.element(keyword, text)).toList()
                : value.texts();
        if (value.items().isEmpty() && !(value instanceof YamlNode.Broken)) {
            findings.error(value.place(), keyword + " has no value", "write one, or list it under absent:");
        }
        if (!texts.isEmpty() && texts.stream().noneMatch(Template::isIn)) {
            findings.addAll(Directive.check(keyword, texts, scope, key.place(), value.place()));
        }
        return texts;
    }

    private void once(String key, Place place, String name) {
        Place first = said.putIfAbsent(key, place);
        if (first != null) {
            findings.error(place, name + " is already said in line " + first.line() + " of this play",
                    "keep one of them");
        }
    }
}
