package dev.bulwarden.plan;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
import dev.bulwarden.control.Asked;
import dev.bulwarden.control.Members;
import dev.bulwarden.control.Overrides;
import dev.bulwarden.control.OverridingLine;
import dev.bulwarden.control.PamLines;
import dev.bulwarden.control.Prediction;
import dev.bulwarden.control.Resolution;
import dev.bulwarden.control.SshdEvidence;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import dev.bulwarden.playbook.Requirement.PamCommentOut;
import dev.bulwarden.playbook.Requirement.SshdMatch;
import dev.bulwarden.syntax.pam.PamService;
import dev.bulwarden.syntax.sshd.Dump;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges a host item by item, by the same controls a plan is made of. */
final class Audit {

    private Audit() {}

    /** Evidence of every item, for every login; waived ones marked. */
    static List<Evidence> evidence(DesiredState desired, HostFacts facts) {
        SshdTree tree = SshdTree.of(facts.server().orElseThrow());
        Resolution all = Resolution.of(desired.requirements(), tree, facts);
        Overrides overrides = Overrides.of(all.wanted(), tree, new Principals(facts, List.of()).population());
        List<Evidence> found = new ArrayList<>();
        Map<String, String> differing = differing(all, tree, facts);
        SshdEvidence.of(all, tree).forEach(e -> found.add(asRun(forEveryLogin(e, overrides), differing)));
        for (Requirement requirement : desired.requirements()) {
            if (requirement instanceof GroupMembers members) {
                found.add(Members.evidence(members, facts.accounts()));
            } else if (requirement instanceof PamCommentOut line) {
                found.add(PamLines.evidence(line, facts.server().orElseThrow().config().file(PamLines.path(line))
                        .map(f -> PamService.parse(f.bytes()))));
            }
        }
        unjudged(desired, all, found).forEach(found::add);
        Set<String> waived = new HashSet<>(Enforced.waived(desired).stream().map(Item::id).toList());
        return found.stream().map(e -> waived.contains(e.item().id())
                ? desired.waiver(e.item()).map(w -> e.as(Verdict.WAIVED, Waivers.said(w))).orElse(e)
                : e).toList();
    }

    /** What this sshd cannot be asked for at all: an item that nothing is known of must not look as if it passed. */
    private static List<Evidence> unjudged(DesiredState desired, Resolution all, List<Evidence> found) {
        Set<String> judged = found.stream().map(e -> e.item().id()).collect(Collectors.toSet());
        return items(desired).filter(item -> judged.add(item.id())).map(item -> {
            Optional<String> problem = all.problems().stream()
                    .filter(p -> p.place().equals(Optional.of(item.place()))).map(Diagnostic::message).findFirst();
            return new Evidence(item, problem.isPresent() ? Verdict.NOT_KNOWN : Verdict.NOT_APPLICABLE, item.id(),
                    problem.isPresent() ? "not judged" : "nothing is left of it: other items set its keywords",
                    Optional.empty(), problem);
        }).toList();
    }

    private static Stream<Item> items(DesiredState desired) {
        return desired.requirements().stream().flatMap(requirement -> requirement instanceof SshdMatch match
                ? Stream.concat(Stream.of(match.item()), match.settings().stream().map(s -> s.item()))
                : Stream.of(requirement.item()));
    }

    /** By item, where the value sshd itself prints is another than its files give, as with options on its command line. */
    private static Map<String, String> differing(Resolution all, SshdTree tree, HostFacts facts) {
        Dump real = Dump.parse(facts.server().orElseThrow().global().out());
        Prediction predicted = tree.predict();
        Map<String, String> differing = new LinkedHashMap<>();
        Asked.globally(all.wanted(), tree).settings().forEach((printed, setting) -> {
            if (real.values().containsKey(printed)
                    && !Dump.same(printed, real.lines(printed), predicted.value(printed))) {
                differing.putIfAbsent(setting.item().id(), String.join(", ", real.lines(printed)));
            }
        });
        return differing;
    }

    /** A line that decides by the files alone proves nothing about an sshd that says otherwise. */
    private static Evidence asRun(Evidence byFiles, Map<String, String> differing) {
        return Optional.ofNullable(differing.get(byFiles.item().id()))
                .filter(_ -> byFiles.verdict() != Verdict.FAIL)
                .map(said -> byFiles.as(Verdict.NOT_KNOWN, "sshd itself says " + said
                        + ", its files say otherwise; look for options on its command line"))
                .orElse(byFiles);
    }

    private static Evidence forEveryLogin(Evidence globally, Overrides overrides) {
        List<OverridingLine> lines = overrides.of(globally.item().id());
        if (!lines.isEmpty()) {
            boolean fails = globally.verdict() == Verdict.FAIL;
            String found = Stream.concat(Stream.of(globally.found()), lines.stream().map(OverridingLine::said))
                    .distinct().collect(Collectors.joining("; "));
            return new Evidence(globally.item(), Verdict.FAIL, globally.wanted(), found,
                    (fails ? globally.decidedBy() : Optional.<Place>empty())
                            .or(() -> Optional.of(lines.getFirst().stand().place())),
                    Optional.of("by " + lines.stream().map(line -> "Match " + line.block().criteria() + " ("
                            + line.stand().place() + ")").distinct().collect(Collectors.joining(", "))));
        }
        boolean unknown = globally.verdict() != Verdict.FAIL && overrides.unexamined().stream()
                .anyMatch(setting -> setting.item().id().equals(globally.item().id()));
        return unknown
                ? globally.as(Verdict.NOT_KNOWN,
                        "the Match blocks that set it tell more accounts and addresses apart than can be"
                                + " looked at")
                : globally;
    }
}
