package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.control.Members;
import dev.bulwarden.control.Resolution;
import dev.bulwarden.control.SshdEvidence;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Wanted;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import dev.bulwarden.syntax.sshd.ConfigTree;
import dev.bulwarden.syntax.sshd.SshdConfig;
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
        problems.addAll(before.disagreements(resolution.wanted(), server.global(), server.daemon().options()));
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

    /** The files as they were, and nothing asked of them. */
    static Composition back(HostFacts facts, List<FileEdit> edits, List<Action> actions) {
        HostFacts.Server server = facts.server().orElseThrow();
        SshdTree before = SshdTree.of(server);
        ConfigTree config = before.config();
        Map<String, String> texts = new LinkedHashMap<>();
        server.config().files().forEach((path, file) -> texts.put(path, file.bytes()));
        for (FileEdit edit : edits) {
            String text = edit.after().map(FileEdit.Content::bytes).orElse("");
            texts.put(edit.path(), text);
            if (!edit.path().startsWith("/etc/pam.d/")) {
                config = edit.after().isPresent()
                        ? config.with(SshdConfig.parse(edit.path(), text))
                        : config.without(edit.path());
            }
        }
        SshdTree after = new SshdTree(before.dialect(), config, before.defaults(), before.supported());
        return new Composition(Resolution.of(List.of(), before, facts), before,
                new Placing.Result(after, List.of(), Set.of(), List.of()), texts, actions, List.of(), List.of());
    }

    Wanted wanted() {
        return resolution.wanted();
    }

    SshdTree after() {
        return sshd.tree();
    }
}
