package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.playbook.Directive.Scope;
import dev.bulwarden.playbook.Play.Protected;
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
import java.util.Map;

/**
 * The variables of one host: those of the inventory, and {@code local_address}.
 *
 * @param variables values by name
 */
public record Substitution(Map<String, String> variables) {
    public Substitution {
        variables = Map.copyOf(variables);
    }

    /** The play for this host. Unknown variables are errors, as are values that are wrong once filled in. */
    public Checked<Play> apply(Play play) {
        Findings findings = new Findings();
        List<Requirement> requirements = new ArrayList<>();
        play.requirements().forEach(r -> requirements.add(fill(r, findings)));
        List<Protected> protect = play.protect().stream().map(p -> fill(p, findings)).toList();
        return findings.with(new Play(play.name(), play.place(), play.hosts(), play.rollout(), play.confirmWithin(),
                protect, play.placement(), play.foreignMatch(), requirements, play.waivers()));
    }

    /** One text for this host; unknown variables are errors at the place given. */
    public Checked<String> fill(String text, Place place) {
        Findings findings = new Findings();
        return findings.with(Template.fill(text, variables, place, findings));
    }

    private Requirement fill(Requirement requirement, Findings findings) {
        return switch (requirement) {
            case SshdSetting(var item, var keyword, var values, var accept) -> new SshdSetting(item, keyword,
                    values(item, keyword, values, Scope.GLOBAL, findings), accept);
            case SshdMatch(var item, var criteria, var settings) -> new SshdMatch(item,
                    criteria(item, criteria, findings), settings.stream().map(s -> fill(s, findings)).toList());
            case SshdMatchAbsent(var item, var criteria) -> new SshdMatchAbsent(item,
                    criteria(item, criteria, findings));
            case PamCommentOut(var item, var service, var line) -> new PamCommentOut(item, service,
                    fill(line, item, findings));
            case GroupMembers(var item, var group, var members) -> new GroupMembers(item, group,
                    members.stream().map(m -> fill(m, item, findings)).toList());
            case SshdAbsent absent -> absent;
            case SshdAlgorithms algorithms -> algorithms;
        };
    }

    private MatchSetting fill(MatchSetting setting, Findings findings) {
        return new MatchSetting(setting.item(), setting.keyword(),
                values(setting.item(), setting.keyword(), setting.values(), Scope.MATCH, findings));
    }

    private List<String> values(Item item, String keyword, List<String> values, Scope scope, Findings findings) {
        List<String> filled = values.stream().map(v -> fill(v, item, findings)).toList();
        if (!filled.equals(values) && filled.stream().noneMatch(Template::isIn)) {
            findings.addAll(Directive.check(keyword, filled, scope, item.place(), item.place()));
        }
        return filled;
    }

    private String criteria(Item item, String criteria, Findings findings) {
        String filled = fill(criteria, item, findings);
        if (!filled.equals(criteria) && !Template.isIn(filled)) {
            CriteriaCheck.check(filled, item.place(), findings);
        }
        return filled;
    }

    private Protected fill(Protected who, Findings findings) {
        List<String> from = who.from().stream().map(n -> Template.fill(n, variables, who.place(), findings)).toList();
        from.stream().filter(n -> !who.from().contains(n)).forEach(n -> Network.problem(n).ifPresent(
                p -> findings.error(who.place(), p, "give the variable an address or a network")));
        return new Protected(Template.fill(who.user(), variables, who.place(), findings), from, who.place());
    }

    private String fill(String value, Item item, Findings findings) {
        return Template.fill(value, variables, item.place(), findings);
    }
}
