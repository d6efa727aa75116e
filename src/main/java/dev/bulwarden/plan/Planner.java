package dev.bulwarden.plan;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.Candidate;
import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.guard.Client;
import dev.bulwarden.guard.Guard;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.playbook.Play.Protected;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Desired state and facts to a plan for one host. Pure: the same arguments give the same plan. What cannot be proven is
 * {@link HostPlan.Blocked}, never guessed at.
 */
public final class Planner {

    private Planner() {}

    /**
     * The plan as far as it can be proven here; {@link #confirm} has sshd's own word on it.
     *
     * @param client who must be able to speak with the host afterwards
     */
    public static HostPlan plan(Host host, DesiredState desired, HostFacts facts, Client client) {
        List<Diagnostic> obstacles = Obstacles.of(facts);
        if (!obstacles.isEmpty()) {
            return new HostPlan.Blocked(host.name(), obstacles, List.of(), desired.notes());
        }
        HostPlan plan = new Planning(host, desired, facts, client).plan();
        return Obstacles.unmeasured(facts).map(plan::noting).orElse(plan);
    }

    /**
     * A plan to put a host back, guarded like any other. As with {@link #plan}, {@link #confirm} has sshd's own word on it.
     *
     * @param edits the files of the reversal with their old bytes; not empty, unless it has actions
     * @param accepted ids of guards whose errors the operator accepts
     */
    public static HostPlan back(Host host, List<FileEdit> edits, Reversal reversal, HostFacts facts,
            List<String> accepted, Client client) {
        List<Diagnostic> notes = new ArrayList<>(reversal.notes());
        List<Protected> protect = new ArrayList<>();
        for (Expectation.Principal who : reversal.protect()) {
            if (facts.accounts().user(who.user()).isPresent()) {
                protect.add(new Protected(who.user(), who.from(), Place.file("the manifest on the host")));
            } else {
                notes.add(Diagnostic.warning("this host has no user " + who.user()
                        + " any more, whom the newest transaction protected"));
            }
        }
        List<Diagnostic> obstacles = Obstacles.of(facts);
        if (!obstacles.isEmpty()) {
            return new HostPlan.Blocked(host.name(), obstacles, List.of(), notes);
        }
        return new Planning(host, DesiredState.back(host, protect, accepted, notes), facts, client).back(edits,
                reversal);
    }

    /**
     * A plan that was made earlier, for a host as it is now: blocked where the host must not be touched at the moment, or a waiver it was made
     * under is over.
     *
     * @param accepted ids of guards whose errors the operator accepts
     */
    public static HostPlan still(Plan.Entry entry, HostFacts facts, List<String> accepted, LocalDate today) {
        HostPlan plan = entry.plan();
        List<Diagnostic> why = new ArrayList<>();
        List<String> waived = new ArrayList<>();
        for (PlanWaiver waiver : entry.waivers()) {
            if (waiver.expired(today)) {
                why.add(Diagnostic.error("the waiver of " + waiver.item() + " by " + waiver.by()
                        + ", under which this plan was made, expired on " + waiver.until().orElseThrow())
                        .remedy("make the plan again"));
            } else {
                waived.add(waiver.item());
            }
        }
        Guard.readiness(facts).stream()
                .map(f -> Doors.judged(f, waived.contains(f.id()), accepted.contains(f.id())))
                .filter(d -> d.severity() == Severity.ERROR).forEach(why::add);
        return plan instanceof HostPlan.Changes && !why.isEmpty()
                ? new HostPlan.Blocked(plan.host(), why, plan.evidence(), plan.notes())
                : plan;
    }

    /** What is asked of {@link dev.bulwarden.fact} to be evaluated by the real sshd: the changed files. */
    public static List<Candidate> candidates(List<FileEdit> edits) {
        return edits.stream().map(Planner::candidate).toList();
    }

    /** The contexts to evaluate them in, as {@code -C} takes them, the global one (empty) first. */
    public static List<String> contexts(HostPlan.Changes changes) {
        return changes.expectation().evaluations().stream().map(Expectation.Evaluation::context).toList();
    }

    /**
     * The plan with sshd's own word on it: the same changes, expecting to the letter what sshd printed, or blocked where it disagrees.
     *
     * @param facts what was planned for
     * @param result of evaluating {@link #candidates} in {@link #contexts}, in that order
     */
    public static HostPlan confirm(HostPlan.Changes changes, HostFacts facts, EvaluationResult result) {
        return Confirmation.of(changes, facts, result);
    }

    private static Candidate candidate(FileEdit edit) {
        return new Candidate(edit.path(), edit.target(), edit.after().map(FileEdit.Content::bytes),
                edit.after().map(FileEdit.Content::mode).orElse(0));
    }
}
