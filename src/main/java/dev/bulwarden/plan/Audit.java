package dev.bulwarden.plan;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
import dev.bulwarden.control.Members;
import dev.bulwarden.control.PamLines;
import dev.bulwarden.control.Resolution;
import dev.bulwarden.control.SshdEvidence;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import dev.bulwarden.playbook.Requirement.PamCommentOut;
import dev.bulwarden.syntax.pam.PamService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges a host item by item, by the same controls a plan is made of. */
final class Audit {

    private Audit() {}

    /** Evidence of every item, waived ones marked. */
    static List<Evidence> evidence(DesiredState desired, HostFacts facts) {
        SshdTree tree = SshdTree.of(facts.server().orElseThrow());
        Resolution all = Resolution.of(desired.requirements(), tree, facts);
        List<Evidence> found = new ArrayList<>(SshdEvidence.of(all, tree));
        for (Requirement requirement : desired.requirements()) {
            if (requirement instanceof GroupMembers members) {
                found.add(Members.evidence(members, facts.accounts()));
            } else if (requirement instanceof PamCommentOut line) {
                found.add(PamLines.evidence(line, facts.server().orElseThrow().config().file(PamLines.path(line))
                        .map(f -> PamService.parse(f.bytes()))));
            }
        }
        Set<String> waived = new HashSet<>(Enforced.waived(desired).stream().map(Item::id).toList());
        return found.stream().map(e -> waived.contains(e.item().id()) ? e.as(Verdict.WAIVED) : e).toList();
    }
}
