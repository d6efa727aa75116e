package dev.bulwarden.transaction;

import dev.bulwarden.change.FileEdit;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.plan.Planner;
import dev.bulwarden.plan.Questions;
import dev.bulwarden.plan.Reversal;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Undoes transactions, as a transaction of its own. A lease that a dead controller left is settled first, and that is all that is done then;
 * one that somebody may still want is left alone. The guards have their say as in any other change.
 *
 * @param connector opens the logins
 * @param settling ends what a dead controller left
 * @param accepted ids of guards whose errors the operator accepts
 */
public record Rollback(Connector connector, Settling settling, List<String> accepted) {
    public Rollback {
        Objects.requireNonNull(connector, "connector is null");
        Objects.requireNonNull(settling, "settling is null");
        accepted = List.copyOf(accepted);
    }

    /**
     * Undoes on one host.
     *
     * @param to as {@link Reversal#of}
     */
    public Outcome undo(Host host, String to, Request.Who who, Consumer<Step> listener) throws InterruptedException {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            Checked<Undo> undo = switch (Backups.list(remote)) {
                case Checked.Rejected<List<Backup>>(var why) -> new Checked.Rejected<>(why);
                case Checked.Accepted<List<Backup>>(var backups, var _) -> Undo.of(backups, to, remote);
            };
            return switch (Surveyor.ask(remote, survey(host, undo))) {
                case Checked.Rejected<HostFacts>(var why) -> new Outcome.Refused(Step.STAGE, why.getFirst());
                case Checked.Accepted<HostFacts>(var facts, var _) -> facts.state().lease().isPresent()
                        ? settled(remote, host, listener)
                        : undo(host, undo, who, listener, remote, facts.cameWith(remote.link().key()));
            };
        } catch (RemoteFailure e) {
            return new Outcome.Unreached(e.diagnostic(), e instanceof RemoteFailure.Unreachable);
        }
    }

    private static Survey survey(Host host, Checked<Undo> undo) {
        return switch (undo) {
            case Checked.Rejected<Undo> _ -> new Survey(host.login().user(), List.of(), List.of(), List.of());
            case Checked.Accepted<Undo>(var what, var _) -> Questions.of(what.reversal(),
                    what.edits().stream().filter(e -> !e.path().startsWith("/etc/pam.d/"))
                            .flatMap(e -> e.after().stream()).map(FileEdit.Content::bytes).toList(),
                    host);
        };
    }

    private Outcome settled(Remote remote, Host host, Consumer<Step> listener)
            throws RemoteFailure, InterruptedException {
        listener.accept(Step.RESTORE);
        for (Settled one : settling.over(remote, host, List.of())) {
            switch (one.outcome()) {
                case Outcome.InDoubt held -> {
                    return new Outcome.Refused(Step.RESTORE, one.held(host, held));
                }
                case Outcome.Unchanged _ -> {
                }
                case Outcome.Applied _,Outcome.RolledBack _,Outcome.Refused _,Outcome.Stranded _,Outcome.Unreached _,Outcome.Blocked _ -> {
                    return one.outcome();
                }
            }
        }
        return new Outcome.Refused(Step.RESTORE, Diagnostic.error("the transaction that held this host ended just now")
                .remedy("run this again"));
    }

    private Outcome undo(Host host, Checked<Undo> undo, Request.Who who, Consumer<Step> listener, Remote remote,
            HostFacts facts) throws RemoteFailure, InterruptedException {
        return switch (undo) {
            case Checked.Rejected<Undo>(var why) -> new Outcome.Refused(Step.STAGE, why.getFirst());
            case Checked.Accepted<Undo>(var what, var _) when what.reversal().nothing() -> new Outcome.Unchanged();
            case Checked.Accepted<Undo>(var what, var _) -> switch (Preparation.confirmed(
                    Planner.back(host, what.edits(), what.reversal(), facts, accepted,
                            Preparation.client(connector, remote, host)),
                    facts, remote, _ -> {})) {
                case HostPlan.Blocked(var _, var why, var _, var _) -> new Outcome.Blocked(why);
                case HostPlan.Converged _ -> new Outcome.Unchanged();
                case HostPlan.Changes changes ->
                    noted(changes.notes(), new Changer(connector, settling.clocks()).change(
                            request(host, changes, facts, who), remote.link().hostKeyFingerprint(), listener));
            };
        };
    }

    private static Request request(Host host, HostPlan.Changes changes, HostFacts facts, Request.Who who) {
        HostFacts.Server server = facts.server().orElseThrow();
        return new Request(host, server.software().executable(), server.daemon(), changes.edits(), changes.actions(),
                changes.expectation(), changes.managed(), changes.confirmWithin(), who,
                Optional.of(facts.state().lastApplied().orElse("")));
    }

    private static Outcome noted(List<Diagnostic> notes, Outcome outcome) {
        return outcome instanceof Outcome.Applied(var id, var missing, var _)
                ? new Outcome.Applied(id, missing, notes)
                : outcome;
    }
}
