package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fleet.Fleet;
import dev.bulwarden.fleet.Health;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.journal.RunRecord;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.playbook.Play;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.report.OutcomeReport;
import dev.bulwarden.transaction.Changer;
import dev.bulwarden.transaction.Clocks;
import dev.bulwarden.transaction.Outcome;
import dev.bulwarden.transaction.Prepared;
import dev.bulwarden.transaction.Request;
import dev.bulwarden.transaction.Step;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out host plans: the hosts of each play by its roll-out, one play after the other. */
record Applying(Console console, Connector connector, Run run, boolean json) {
    /** Results in the order of the plans. */
    List<HostResult<Outcome>> apply(Preparing preparing, List<HostResult<Prepared>> prepared, HostOptions options)
            throws InterruptedException {
        Map<String, HostResult<Prepared>> plans = new LinkedHashMap<>();
        prepared.forEach(p -> plans.put(p.host().name(), p));
        Map<Rollout, List<Host>> groups = new LinkedHashMap<>();
        for (HostResult<Prepared> one : prepared) {
            groups.computeIfAbsent(rollout(preparing.plays(one.host()), options), _ -> new ArrayList<>())
                    .add(one.host());
        }
        Map<String, HostResult<Outcome>> results = new HashMap<>();
        try (Progress<Outcome> progress = new Progress<>(console, json, prepared.size(), run.clock())) {
            for (Map.Entry<Rollout, List<Host>> group : groups.entrySet()) {
                Fleet<Outcome> fleet = new Fleet<>(group.getKey(),
                        h -> one(Objects.requireNonNull(plans.get(h.name())), h, progress),
                        Applying::health,
                        progress);
                Thread onSignal = new Thread(() -> fleet.stop("stopped: interrupted"));
                Runtime.getRuntime().addShutdownHook(onSignal);
                fleet.run(group.getValue()).forEach(r -> results.put(r.host().name(), r));
                Runtime.getRuntime().removeShutdownHook(onSignal);
            }
        }
        return prepared.stream().map(p -> Objects.requireNonNull(results.get(p.host().name()))).toList();
    }

    static boolean wouldChange(HostResult<Prepared> result) {
        return result instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(HostPlan.Changes _, var _, var _));
    }

    private static Rollout rollout(List<Play> plays, HostOptions options) {
        Rollout first = plays.isEmpty() ? Rollout.USUAL : plays.getFirst().rollout();
        return new Rollout(first.serial(), first.maxFailures(), first.maxUnreachable(), options.forks(first.forks()));
    }

    private Outcome one(HostResult<Prepared> prepared, Host host, Progress<Outcome> progress)
            throws InterruptedException {
        Outcome outcome = outcome(prepared, host, step -> {
            progress.step(host.name(), step.toString());
            run.journal().append(new RunRecord.Stepped(run.clock().instant(), host.name(), run.id(), step.toString()));
        });
        if (outcome instanceof Outcome.Applied(var transaction, var _)) {
            Optional<Diagnostic> missed = PulledBackups.after(connector, reached(prepared, host), run.state(),
                    transaction);
            missed.ifPresent(m -> progress.step(host.name(), "applied, but its backup was not copied here: " + m));
        }
        ended(host, outcome, progress);
        return outcome;
    }

    /** What cannot be written down is told all the same, and the next command finds it out again. */
    private void ended(Host host, Outcome outcome, Progress<Outcome> progress) {
        try {
            run.journal().append(new RunRecord.Ended(run.clock().instant(), host.name(),
                    OutcomeReport.transaction(outcome), OutcomeReport.word(outcome), OutcomeReport.why(outcome),
                    OutcomeReport.settledBy(outcome)));
        } catch (UncheckedIOException e) {
            progress.step(host.name(), OutcomeReport.word(outcome) + ", but that could not be recorded: "
                    + e.getMessage());
        }
    }

    private Outcome outcome(HostResult<Prepared> prepared, Host host, Consumer<Step> listener)
            throws InterruptedException {
        return switch (prepared) {
            case HostResult.Done<Prepared>(var _, Prepared.Failed(var why, var unreachable)) ->
                new Outcome.Unreached(why, unreachable);
            case HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var facts, var link)) -> switch (plan) {
                case HostPlan.Converged _ -> new Outcome.Unchanged();
                case HostPlan.Blocked blocked -> new Outcome.Blocked(blocked.why());
                case HostPlan.Changes changes ->
                    new Changer(connector, Clocks.of(run.clock())).change(request(host, changes, facts),
                            link.hostKeyFingerprint(), listener);
            };
            case HostResult.NotStarted<Prepared>(var _, var why) ->
                throw new IllegalStateException(host.name() + " was not planned: " + why);
            case HostResult.Crashed<Prepared>(var _, var bug) ->
                throw new IllegalStateException(host.name() + " could not be planned", bug);
        };
    }

    /** The host where it answers now: the change may have moved its listener. */
    private static Host reached(HostResult<Prepared> prepared, Host host) {
        if (prepared instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(HostPlan.Changes changes, var _, var _))) {
            return new Host(host.name(), changes.expectation().answersAt(), host.login(), host.credentials(),
                    host.answerAt(),
                    host.variables(), host.groups());
        }
        return host;
    }

    private Request request(Host host, HostPlan.Changes changes, HostFacts facts) {
        HostFacts.Server server = facts.server().orElseThrow();
        return new Request(host, server.software().executable(), server.daemon(), changes.edits(), changes.actions(),
                changes.expectation(), changes.managed(), changes.confirmWithin(), run.who());
    }

    private static Health health(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unchanged _,Outcome.Applied _ -> Health.FINE;
            case Outcome.Refused _,Outcome.Blocked _,Outcome.RolledBack _ -> Health.FAILED;
            case Outcome.InDoubt _,Outcome.Stranded _ -> Health.STOP;
            case Outcome.Unreached(var _, var unreachable) -> unreachable ? Health.UNREACHABLE : Health.FAILED;
        };
    }
}
