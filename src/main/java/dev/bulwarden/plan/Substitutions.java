package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.playbook.Play.Protected;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import dev.bulwarden.playbook.Requirement.MatchSetting;
import dev.bulwarden.playbook.Requirement.PamCommentOut;
import dev.bulwarden.playbook.Requirement.SshdAbsent;
import dev.bulwarden.playbook.Requirement.SshdAlgorithms;
import dev.bulwarden.playbook.Requirement.SshdMatch;
import dev.bulwarden.playbook.Requirement.SshdMatchAbsent;
import dev.bulwarden.playbook.Requirement.SshdSetting;
import java.util.ArrayList;
import java.util.List;

/** Puts a host's variables into requirements and collects what cannot be. Not thread-safe. */
final class Substitutions {

    private final Text text;
    private final List<Diagnostic> errors = new ArrayList<>();

    /** Substitutes within one text. */
    @FunctionalInterface
    interface Text {
        Checked<String> apply(String text, Place place);
    }

    Substitutions(Text text) {
        this.text = text;
    }

    List<Diagnostic> errors() {
        return List.copyOf(errors);
    }

    Requirement requirement(Requirement requirement) {
        return switch (requirement) {
            case SshdSetting s ->
                new SshdSetting(s.item(), s.keyword(), all(s.values(), s.item().place()), s.accept());
            case SshdAbsent a -> a;
            case SshdMatch m -> new SshdMatch(m.item(), one(m.criteria(), m.item().place()),
                    m.settings().stream().map(this::setting).toList());
            case SshdMatchAbsent m -> new SshdMatchAbsent(m.item(), one(m.criteria(), m.item().place()));
            case SshdAlgorithms a -> a;
            case PamCommentOut p ->
                new PamCommentOut(p.item(), p.service(), one(p.line(), p.item().place()));
            case GroupMembers g -> new GroupMembers(g.item(), one(g.group(), g.item().place()),
                    all(g.members(), g.item().place()));
        };
    }

    Protected protectedUser(Protected who) {
        return new Protected(one(who.user(), who.place()), all(who.from(), who.place()), who.place());
    }

    private MatchSetting setting(MatchSetting setting) {
        return new MatchSetting(setting.item(), setting.keyword(), all(setting.values(), setting.item().place()));
    }

    private List<String> all(List<String> texts, Place place) {
        return texts.stream().map(t -> one(t, place)).toList();
    }

    private String one(String raw, Place place) {
        return switch (text.apply(raw, place)) {
            case Checked.Accepted<String>(var value, var _) -> value;
            case Checked.Rejected<String>(var why) -> {
                errors.addAll(why);
                yield raw;
            }
        };
    }
}
