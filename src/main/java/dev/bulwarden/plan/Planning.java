package dev.bulwarden.plan;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.Expectation.Evaluation;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.control.CommentedMatch;
import dev.bulwarden.control.Overrides;
import dev.bulwarden.control.OverridingLine;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Visit;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.guard.Client;
import dev.bulwarden.guard.Guard;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.playbook.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the planner for one host. Not thread-safe; used once. */
final class Planning {

    /** Kinds of logins that only Match blocks of others tell apart, and sshd is asked about: two evaluations each. */
    private static final int MOST_CONFIRMED = 16;

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
        List<FileEdit> edits = Edits.of(facts.server().orElseThrow().config(), composition.texts());
        Managed managed = new Managed(Enforced.items(enforced), composition.sshd().outside());
        notes.addAll(History.notes(facts, managed, desired.placement()));
        return judged(composition, edits, managed, evidence, true);
    }

    /** A plan to go back. Nothing is asked of the old files but that nobody who must get in is shut out. */
    HostPlan back(List<FileEdit> edits, Reversal reversal) {
        return judged(Composition.back(facts, edits, reversal.actions()), edits, reversal.managed(), List.of(), false);
    }

    /** @param proves whether what is asked must hold, and nothing else be different */
    private HostPlan judged(Composition composition, List<FileEdit> edits, Managed managed, List<Evidence> evidence,
            boolean proves) {
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
        Overrides overrides = Overrides.of(composition.wanted(), after, principals.population());
        visits.addAll(confirmed(Overrides.of(composition.wanted(), before, principals.population()), overrides,
                principals, paths, visits));
        List<Diagnostic> sleeping = Foreign.sleeping(overrides, after);
        notes.addAll(sleeping);
        notes.addAll(CommentedMatch.warnings(after));
        notes.addAll(Foreign.warnings(composition.sshd().silenced(), before));
        List<Place> told = sleeping.stream().flatMap(d -> d.place().stream()).toList();
        notes.addAll(witnesses.unseen(visits, told));
        notes.addAll(Edits.warnings(edits, facts.server().orElseThrow().config()));

        List<Diagnostic> why = new ArrayList<>(Foreign.gaps(overrides, after));
        if (proves) {
            why.addAll(Proof.of(composition.wanted(), composition.sshd().released(), before, after, visits,
                    overrides.lines().stream().map(line -> line.stand().place()).collect(Collectors.toSet())));
        }
        why.addAll(Edits.obstacles(edits, facts, facts.server().orElseThrow().config()));
        why.addAll(Answers.problems(host, facts, before, after));
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
                        Answers.endpoint(host, facts, before, after)),
                rows, managed, desired.confirmWithin(), evidence, notes);
    }

    /** Kinds of logins beside the known ones that sshd is asked about itself: those concerned by foreign blocks today, then the others. */
    private List<Visit> confirmed(Overrides before, Overrides after, Principals principals, Paths paths,
            List<Visit> known) {
        Map<Paths.Path, Visit> kinds = new LinkedHashMap<>();
        Stream.concat(before.lines().stream().map(OverridingLine::witness), after.witnesses().stream())
                .map(visit -> visit.with(principals.groupsAfter(visit.user())))
                .forEach(visit -> kinds.putIfAbsent(paths.of(visit), visit));
        known.forEach(visit -> kinds.remove(paths.of(visit)));
        if (kinds.size() > MOST_CONFIRMED) {
            notes.add(Diagnostic
                    .warning("Match blocks tell " + kinds.size() + " more kinds of logins apart; sshd itself is"
                            + " asked about " + MOST_CONFIRMED + " of them, the others are judged by the files alone"));
        }
        return kinds.values().stream().limit(MOST_CONFIRMED).toList();
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
