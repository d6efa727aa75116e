package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.MatchBlock;
import dev.bulwarden.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one place where reading a playbook asks what sshd itself allows. */
final class Directive {
    /** Where a keyword stands. */
    enum Scope {
        GLOBAL, MATCH
    }

    /** What is no setting, and what to do instead. */
    private static final Map<String, String> STRUCTURE = Map.of("Match", "write the block under match:",
            "Include", "write the settings themselves; an Include is never added or removed by name");

    private static final Set<String> NAMES = Set.of("AllowUsers", "DenyUsers", "AllowGroups", "DenyGroups");

    private Directive() {}

    /** All keywords, as sshd_config(5) spells them. */
    static List<String> names() {
        return Keyword.all().stream().map(Keyword::name).filter(n -> !STRUCTURE.containsKey(n)).sorted().toList();
    }

    /** The spelling of sshd_config(5), or the text itself when it is no keyword, which is then reported. */
    static String canonical(Scalar keyword, Findings findings) {
        Optional<Keyword> known = Keyword.of(keyword.text());
        known.map(Keyword::name).filter(STRUCTURE::containsKey).ifPresent(name -> findings.error(keyword.place(),
                name + " is not a setting", STRUCTURE.getOrDefault(name, "")));
        if (known.isEmpty()) {
            Diagnostic unknown = Diagnostic.error(keyword.place(), "sshd has no keyword " + keyword.text());
            findings.add(Keyword.nearest(keyword.text()).map(n -> unknown.remedy("did you mean " + n + "?"))
                    .orElseGet(() -> unknown.remedy("see sshd_config(5)")));
        }
        return known.map(Keyword::name).orElse(keyword.text());
    }

    /** One element of a list: with quotes where it is the name of an account or a group and has a blank in it, which would end it. */
    static String element(String keyword, String text) {
        boolean name = Keyword.of(keyword).map(Keyword::name).filter(NAMES::contains).isPresent();
        return name && text.matches("[^\"]*[ \t][^\"]*") && !Template.isIn(text) ? '"' + text + '"' : text;
    }

    /** What is wrong with a keyword in this scope, and with its values; an unknown keyword has been reported before. */
    static List<Diagnostic> check(String keyword, List<String> values, Scope scope, Place key, Place value) {
        Optional<Keyword> known = Keyword.of(keyword).filter(k -> !STRUCTURE.containsKey(k.name()));
        List<Diagnostic> found = new ArrayList<>();
        known.filter(k -> scope == Scope.MATCH && !k.allowedInMatch()).ifPresent(k -> found.add(
                Diagnostic.error(key, k + " is not allowed within a Match block").remedy("set it globally")));
        known.ifPresent(k -> k.check(values, false).forEach(d -> found.add(at(value, d))));
        return found;
    }

    /** Criteria in the form in which two blocks are compared. */
    static String normalised(String criteria) {
        return MatchBlock.normalise(criteria);
    }

    private static Diagnostic at(Place place, Diagnostic d) {
        return new Diagnostic(d.severity(), d.message(), Optional.of(place), d.remedy());
    }
}
