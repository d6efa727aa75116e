package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.fleet.RolloutGroup;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.transaction.Changer;
import dev.bulwarden.transaction.Clocks;
import dev.bulwarden.transaction.Outcome;
import dev.bulwarden.transaction.Prepared;
import dev.bulwarden.transaction.Request;
import dev.bulwarden.transaction.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Carries out host plans: the hosts of each play by its roll-out, one play after the other. */
record Applying(Connector connector, Run run, ChangeRun changes) {
    /** Results in the order of the plans. */
    List<HostResult<Outcome>> apply(List<RolloutGroup> groups, List<HostResult<Prepared>> prepared)
            throws InterruptedException {
        Map<String, HostResult<Prepared>> plans = new LinkedHashMap<>();
        prepared.forEach(p -> plans.put(p.host().name(), p));
        Map<String, HostResult<Outcome>> results = new HashMap<>();
        changes.change(groups,
                (host, listener) -> outcome(Objects.requireNonNull(plans.get(host.name())), host, listener),
                (host, outcome) -> pulled(Objects.requireNonNull(plans.get(host.name())), host, outcome))
                .forEach(r -> results.put(r.host().name(), r));
        return prepared.stream().map(p -> Objects.requireNonNull(results.get(p.host().name()))).toList();
    }

    /**
     * The hosts in groups, each with a roll-out of its own. Before them come those for which there is nothing to do: they take no place in a batch,
     * so that the first batch shows what the change does.
     *
     * @param rollouts in the order in which the groups are begun
     * @param which of them is a host's
     */
    static List<RolloutGroup> groups(List<Rollout> rollouts, ToIntFunction<Host> which,
            List<HostResult<Prepared>> prepared, HostOptions options) {
        List<Host> idle = new ArrayList<>();
        Map<Integer, List<Host>> groups = new TreeMap<>();
        for (HostResult<Prepared> one : prepared) {
            boolean nothing = one instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(HostPlan.Converged _, var _, var _));
            (nothing ? idle : groups.computeIfAbsent(which.applyAsInt(one.host()), _ -> new ArrayList<>()))
                    .add(one.host());
        }
        List<RolloutGroup> all = new ArrayList<>(List.of(new RolloutGroup(Rollout.USUAL, idle)));
        groups.forEach((number, hosts) -> all.add(new RolloutGroup(forks(rollouts.get(number), options), hosts)));
        return all;
    }

    private static Rollout forks(Rollout rollout, HostOptions options) {
        return new Rollout(rollout.serial(), rollout.maxFailures(), rollout.maxUnreachable(),
                options.forks(rollout.forks()));
    }

    static boolean wouldChange(HostResult<Prepared> result) {
        return result instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(HostPlan.Changes _, var _, var _));
    }

    private Optional<Diagnostic> pulled(HostResult<Prepared> prepared, Host host, Outcome outcome)
            throws InterruptedException {
        return outcome instanceof Outcome.Applied(var transaction, var _, var _)
                ? PulledBackups.after(connector, reached(prepared, host), run.state(), transaction)
                        .map(m -> Diagnostic.warning("applied, but its backup was not copied here: " + m.message()))
                : Optional.empty();
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
                changes.expectation(), changes.managed(), changes.confirmWithin(), run.who(),
                Optional.of(facts.state().lastApplied().orElse("")));
    }
}
