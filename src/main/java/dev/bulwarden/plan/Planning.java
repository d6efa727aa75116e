package dev.bulwarden.plan;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.Expectation.Evaluation;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Visit;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.guard.Client;
import dev.bulwarden.guard.Guard;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.playbook.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One run of the planner for one host. Not thread-safe; used once. */
final class Planning {

    private final Host host;
    private final DesiredState desired;
    private final HostFacts facts;
    private final Client client;
    private final List<Requirement> enforced;
    private final List<Diagnostic> notes;

    Planning(Host host, DesiredState desired, HostFacts facts, Client client) {
        this.host = host;
        this.desired = desired;
        this.facts = facts;
        this.client = client;
        this.enforced = Enforced.of(desired);
        this.notes = new ArrayList<>(desired.notes());
    }

    HostPlan plan() {
        Composition composition = Composition.of(desired, enforced, facts);
        List<Evidence> evidence = Audit.evidence(desired, facts);
        notes.addAll(composition.notes());
        notes.addAll(Forwarder.notes(host, facts));
        notes.addAll(Guard.doubts(facts));
        if (!composition.problems().isEmpty()) {
            return new HostPlan.Blocked(host.name(), composition.problems(), evidence, notes);
        }
        Principals principals = new Principals(facts, composition.actions());
        List<Principal> who = principals.all(desired.protect());
        SshdTree before = composition.before();
        SshdTree after = composition.after();
        Approaches approaches = Approaches.of(who, principals, facts, before, after);
        Paths paths = new Paths(before, after, principals);
        List<Visit> entering = paths.distinct(approaches.visits());
        Witnesses witnesses = new Witnesses(after, principals, facts, entering);
        Admins admins = new Admins(facts, principals, who, composition, paths, client);
        List<Visit> visits = new ArrayList<>(witnesses.with(entering));
        visits.addAll(admins.visits(visits));
        notes.addAll(witnesses.unseen(visits));
        List<FileEdit> edits = Edits.of(facts.server().orElseThrow().config(), composition.texts());
        Managed managed = new Managed(Enforced.items(enforced), composition.sshd().outside());
        notes.addAll(History.notes(facts, managed, desired.placement()));
        notes.addAll(Edits.warnings(edits, facts.server().orElseThrow().config()));

        Proof.Result proof = Proof.of(composition.wanted(), composition.sshd().released(), before, after, visits,
                entering);
        List<Diagnostic> why = new ArrayList<>(
                proof.gaps());
        notes.addAll(proof.notes());
        why.addAll(Edits.obstacles(edits, facts, facts.server().orElseThrow().config()));
        List<EffectiveRow> rows = EffectiveTable.of(composition.wanted(), before, after, visits,
                visits.stream().map(v -> v.with(principals.groupsBefore(v.user()))).toList());
        boolean changes = !edits.isEmpty() || !composition.actions().isEmpty();
        if (changes) {
            why.addAll(guards(composition, approaches, paths));
            notes.addAll(admins.report());
        }
        if (!why.isEmpty()) {
            return new HostPlan.Blocked(host.name(), why.stream().distinct().toList(), evidence, notes);
        }
        if (!changes) {
            return new HostPlan.Converged(host.name(), evidence, rows, notes);
        }
        return new HostPlan.Changes(host.name(), edits, composition.actions(),
                new Expectation(evaluations(after, visits, principals), who,
                        after.predict().value("listenaddress").stream().sorted().toList(),
                        Answers.endpoint(host, before, after)),
                rows, managed, desired.confirmWithin(), evidence, notes);
    }

    private List<Diagnostic> guards(Composition composition, Approaches approaches, Paths paths) {
        List<Diagnostic> errors = new ArrayList<>();
        for (Diagnostic found : Doors.findings(facts, desired, composition, approaches, paths, client)) {
            if (found.severity() == Severity.ERROR) {
                errors.add(found);
            } else if (!notes.contains(found)) {
                notes.add(found);
            }
        }
        return errors;
    }

    private List<Evaluation> evaluations(SshdTree after, List<Visit> visits, Principals principals) {
        List<Evaluation> evaluations = new ArrayList<>();
        evaluations.add(new Evaluation("", new TreeMap<>(after.predict().dump().values()), false));
        for (Visit visit : visits) {
            boolean needsActions = !visit.groups().equals(principals.groupsBefore(visit.user()));
            evaluations.add(new Evaluation(visit.argument(), new TreeMap<>(after.predict(visit).dump().values()),
                    needsActions));
        }
        return evaluations;
    }
}
