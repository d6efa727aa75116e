package dev.bulwarden.plan;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.Expectation.Evaluation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.command.Clean;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.guard.Finding;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what sshd says about the planned files with what was predicted. */
final class Confirmation {

    /** Set, but never printed by 8.4 and 9.2. */
    private static final Set<String> UNPRINTED = Set.of("debianbanner");

    private final HostPlan.Changes changes;
    private final HostFacts facts;
    private final EvaluationResult result;
    private final List<Diagnostic> why = new ArrayList<>();
    private final List<Diagnostic> notes;

    private Confirmation(HostPlan.Changes changes, HostFacts facts, EvaluationResult result) {
        this.facts = facts;
        this.changes = changes;
        this.result = result;
        this.notes = new ArrayList<>(changes.notes());
    }

    static HostPlan of(HostPlan.Changes changes, HostFacts facts, EvaluationResult result) {
        if (result.notEvaluated().isPresent()) {
            return new HostPlan.Blocked(changes.host(), List.of(Diagnostic
                    .error("sshd itself could not be asked about the new files: "
                            + Clean.line(result.notEvaluated().get()))),
                    changes.evidence(), changes.notes());
        }
        return new Confirmation(changes, facts, result).compare();
    }

    private HostPlan compare() {
        List<Evaluation> planned = changes.expectation().evaluations();
        if (result.after().size() != planned.size()) {
            throw new IllegalArgumentException(
                    planned.size() + " contexts planned, " + result.after().size() + " evaluated");
        }
        List<Evaluation> confirmed = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            confirmed.add(compare(planned.get(i), result.before().get(i), result.after().get(i)));
        }
        return why.isEmpty()
                ? with(changes, confirmed, notes)
                : new HostPlan.Blocked(changes.host(), why, changes.evidence(), notes);
    }

    private Evaluation compare(Evaluation planned, SshdTest before, SshdTest after) {
        if (before.status() != 0) {
            block("nothing safe to roll back to: sshd refuses the configuration as it is now" + in(planned) + ": "
                    + lines(before.err()));
        }
        if (after.status() != 0) {
            block(Finding.rejected("sshd rejects the planned configuration" + in(planned) + ": " + lines(after.err()),
                    after.err()));
            return planned;
        }
        complaints(planned, before, after);
        Dump told = Dump.parse(before.out());
        Dump tells = Dump.parse(after.out());
        Optional<String> unreadable = tells.unreadable()
                .or(() -> before.status() == 0 ? told.unreadable() : Optional.empty());
        if (unreadable.isPresent()) {
            block("what sshd says" + in(planned) + " cannot be understood: " + Clean.line(unreadable.get()));
            return planned;
        }
        SortedMap<String, List<String>> old = new TreeMap<>(told.values());
        SortedMap<String, List<String>> now = new TreeMap<>(tells.values());
        Map<String, EffectiveRow> rows = rows(planned.context());
        if (planned.needsActions()) {
            return new Evaluation(planned.context(), onceActed(now, rows), true);
        }
        var keywords = new TreeSet<>(old.keySet());
        keywords.addAll(now.keySet());
        rows.values().stream().filter(r -> !r.after().isEmpty()).map(EffectiveRow::printed)
                .filter(k -> !UNPRINTED.contains(k)).forEach(keywords::add);
        for (String keyword : keywords) {
            List<String> said = now.getOrDefault(keyword, List.of());
            List<String> expected = Optional.ofNullable(rows.get(keyword)).map(EffectiveRow::after)
                    .orElseGet(() -> old.getOrDefault(keyword, List.of()));
            if (!Dump.same(keyword, said, expected)) {
                block(Diagnostic.error(
                        "sshd says " + keyword + " is " + text(said) + in(planned) + ", planned was " + text(expected))
                        .remedy(suspects(keyword)));
            }
        }
        return new Evaluation(planned.context(), now, false);
    }

    /** What sshd says without the actions, with what is planned to come of them. */
    private static SortedMap<String, List<String>> onceActed(SortedMap<String, List<String>> now,
            Map<String, EffectiveRow> rows) {
        SortedMap<String, List<String>> expected = new TreeMap<>(now);
        rows.forEach((printed, row) -> {
            if (row.after().isEmpty()) {
                expected.remove(printed);
            } else if (now.containsKey(printed) || !UNPRINTED.contains(printed)) {
                expected.put(printed, row.after());
            }
        });
        return expected;
    }

    /** A complaint sshd did not have before is a finding even when it accepts the files. */
    private void complaints(Evaluation planned, SshdTest before, SshdTest after) {
        after.complaintsBeyond(before)
                .forEach(line -> block("sshd complains about the planned configuration" + in(planned) + ": "
                        + Clean.line(line)));
    }

    /** Lines of the planned files to look at. */
    private String suspects(String keyword) {
        HostFacts.Server server = facts.server().orElseThrow();
        SshdTree tree = SshdTree.of(server);
        for (FileEdit edit : changes.edits()) {
            if (!edit.path().startsWith("/etc/pam.d/") && edit.after().isPresent()) {
                tree = tree.with(SshdConfig.parse(edit.path(), edit.after().get().bytes()));
            }
        }
        return tree.suspects(keyword, server.daemon().options());
    }

    /** What is said of the context, over what is said of all. */
    private Map<String, EffectiveRow> rows(String context) {
        Map<String, EffectiveRow> rows = new HashMap<>();
        for (String name : List.of(EffectiveTable.GLOBAL, context)) {
            changes.effective().stream().filter(r -> r.context().equals(name)).forEach(r -> rows.put(r.printed(), r));
        }
        return rows;
    }

    private void block(String message) {
        block(Diagnostic.error(message));
    }

    private void block(Diagnostic diagnostic) {
        if (!why.contains(diagnostic)) {
            why.add(diagnostic);
        }
    }

    private static String in(Evaluation planned) {
        return planned.context().isEmpty() ? "" : " for " + planned.context();
    }

    private static String lines(String text) {
        return Clean.line(text.strip().replace("\n", "; ")).toString();
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "not set" : Clean.line(String.join(", ", lines)).toLowerCase(Locale.ROOT);
    }

    private static HostPlan with(HostPlan.Changes c, List<Evaluation> evaluations, List<Diagnostic> notes) {
        Expectation e = c.expectation();
        return new HostPlan.Changes(c.host(), c.edits(), c.actions(),
                new Expectation(evaluations, e.principals(), e.listens(), e.answersAt()), c.effective(), c.managed(),
                c.confirmWithin(), c.evidence(), notes);
    }
}
