package dev.bulwarden.transaction;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OwnState;
import dev.bulwarden.guard.Client;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.plan.DesiredState;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.plan.Planner;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.remote.Spoken;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds out what would happen to a host: one login, one exec for the survey, and where something would change one more, in which the host's own
 * sshd confirms the plan. Leaves nothing on the host.
 *
 * @param connector opens the logins
 * @param settler ends what dead controllers left, before anything is planned; none: it is only spoken of
 * @param rehearses whether a plan with changes is also rehearsed
 */
public record Preparation(Connector connector, Optional<Settler> settler, boolean rehearses) {
    public Preparation {
        Objects.requireNonNull(connector, "connector is null");
        Objects.requireNonNull(settler, "settler is null");
    }

    /**
     * Plans one host.
     *
     * @param survey what is asked
     * @param desired what should be true of a host with these facts
     * @param listener hears what is done, in a word or two
     */
    public Prepared prepare(Host host, Survey survey, Function<HostFacts, Checked<DesiredState>> desired,
            Consumer<String> listener) throws InterruptedException {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            listener.accept("survey");
            return switch (surveyed(remote, host, survey)) {
                case Checked.Rejected<Settler.Surveyed>(var why) -> new Prepared.Failed(why.getFirst(), false);
                case Checked.Accepted<Settler.Surveyed>(Settler.Surveyed(var found, var held), var _) -> {
                    HostFacts facts = found.cameWith(remote.link().key());
                    if (!held.isEmpty()) {
                        yield new Prepared.Planned(new HostPlan.Blocked(host.name(), held, List.of(), List.of()),
                                facts, remote.link());
                    }
                    HostPlan plan = switch (desired.apply(facts)) {
                        case Checked.Rejected<DesiredState>(var why) ->
                            new HostPlan.Blocked(host.name(), why, List.of(), List.of());
                        case Checked.Accepted<DesiredState>(var state, var _) ->
                            Planner.plan(host, state, facts, client(connector, remote, host));
                    };
                    HostPlan confirmed = rehearsed(confirmed(plan, facts, remote, listener), host, facts, remote,
                            listener);
                    yield new Prepared.Planned(facts.state().lease().map(l -> confirmed.noting(unfinished(host, l)))
                            .orElse(confirmed), facts, remote.link());
                }
            };
        } catch (RemoteFailure e) {
            return new Prepared.Failed(e.diagnostic(), e instanceof RemoteFailure.Unreachable);
        }
    }

    private Checked<Settler.Surveyed> surveyed(Remote remote, Host host, Survey survey)
            throws RemoteFailure, InterruptedException {
        return settler.isPresent()
                ? settler.get().survey(remote, host, survey)
                : Surveyor.ask(remote, survey).then(f -> Checked.accepted(new Settler.Surveyed(f, List.of())));
    }

    private static Diagnostic unfinished(Host host, OwnState.Lease lease) {
        return Diagnostic.warning("transaction " + Clean.line(lease.text()).split(" ", 2)[0]
                + " is not finished on this host (" + Clean.line(lease.phase()) + "); what is seen now may be undone")
                .remedy("run: bulwarden settle " + host.name());
    }

    /** Who must be able to speak with the host. */
    static Client client(Connector connector, Remote remote, Host host) {
        Spoken spoken = connector.spoken();
        return new Client(spoken.kex(), spoken.ciphers(), spoken.macs(), spoken.hostKeys(), remote.link().pinned(),
                Math.max(1, host.login().identityFiles().size()));
    }

    private HostPlan rehearsed(HostPlan plan, Host host, HostFacts facts, Remote remote, Consumer<String> listener)
            throws RemoteFailure, InterruptedException {
        return switch (plan) {
            case HostPlan.Converged _,HostPlan.Blocked _ -> plan;
            case HostPlan.Changes changes -> {
                if (!rehearses) {
                    yield changes;
                }
                listener.accept("rehearse");
                HostFacts.Server server = facts.server().orElseThrow();
                yield new Rehearsal(connector, host, server.software().executable(), server.daemon().options(),
                        changes.edits(), changes.actions(), changes.expectation()).over(remote).noted(changes);
            }
        };
    }

    /** The plan with sshd's own word on it. */
    static HostPlan confirmed(HostPlan plan, HostFacts facts, Remote remote, Consumer<String> listener)
            throws RemoteFailure, InterruptedException {
        return switch (plan) {
            case HostPlan.Converged _,HostPlan.Blocked _ -> plan;
            case HostPlan.Changes changes -> {
                listener.accept("evaluate");
                HostFacts.Server server = facts.server().orElseThrow();
                Evaluation probe = new Evaluation(server.software().executable(), server.daemon().options(),
                        Planner.candidates(changes.edits()), Planner.contexts(changes));
                yield switch (Surveyor.ask(remote, probe)) {
                    case Checked.Accepted<EvaluationResult>(var said, var _) -> Planner.confirm(changes, facts, said);
                    case Checked.Rejected<EvaluationResult>(var why) ->
                        new HostPlan.Blocked(changes.host(), why, changes.evidence(), changes.notes());
                };
            }
        };
    }
}
