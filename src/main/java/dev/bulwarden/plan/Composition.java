package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.control.Members;
import dev.bulwarden.control.Resolution;
import dev.bulwarden.control.SshdEvidence;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Wanted;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every control's part, put together.
 *
 * @param resolution what is asked, in the words of this host's sshd
 * @param before sshd's configuration as it is
 * @param sshd sshd's configuration as it would be
 * @param texts every file as it would be, by path
 * @param actions what is not a file
 * @param problems why it cannot be done
 * @param notes what else should be known
 */
record Composition(Resolution resolution, SshdTree before, Placing.Result sshd, Map<String, String> texts,
        List<Action> actions,
        List<Diagnostic> problems, List<Diagnostic> notes) {

    Composition {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        actions = List.copyOf(actions);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    static Composition of(DesiredState desired, List<Requirement> enforced, HostFacts facts) {
        HostFacts.Server server = facts.server().orElseThrow();
        SshdTree before = SshdTree.of(server);
        Resolution resolution = Resolution.of(enforced, before, facts);
        List<Diagnostic> problems = new ArrayList<>(resolution.problems());
        problems.addAll(before.disagreements(resolution.wanted(), server.global()));
        List<Action> actions = new ArrayList<>();
        for (Requirement requirement : enforced) {
            if (requirement instanceof GroupMembers members) {
                actions.addAll(Members.actions(members, facts.accounts()));
                problems.addAll(Members.problems(members, facts.accounts()));
            }
        }
        Placing placing = new Placing(desired, resolution.wanted(), new Principals(facts, actions));
        Placing.Result sshd = problems.isEmpty()
                ? placing.place(before, History.last(facts))
                : new Placing.Result(before, List.of(), Set.of(), List.of());
        if (problems.isEmpty() && !placing.place(sshd.tree(), sshd.managed()).tree().equals(sshd.tree())) {
            problems.add(Diagnostic.error("planning again on the result would change it again; please report this"));
        }
        Pam pam = Pam.of(enforced, server.config());
        problems.addAll(pam.problems());
        Map<String, String> texts = new LinkedHashMap<>();
        sshd.tree().config().files().forEach((path, file) -> texts.put(path, file.text()));
        texts.putAll(pam.texts());
        List<Diagnostic> notes = new ArrayList<>(resolution.notes());
        notes.addAll(pam.notes());
        notes.addAll(SshdEvidence.kept(resolution.wanted(), sshd.tree()));
        return new Composition(resolution, before, sshd, texts, actions, problems, notes);
    }

    Wanted wanted() {
        return resolution.wanted();
    }

    SshdTree after() {
        return sshd.tree();
    }
}
