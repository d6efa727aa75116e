package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.guard.Finding;
import dev.bulwarden.guard.Guard;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.plan.Planner;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Undoes transactions, as a transaction of its own. A lease that a dead controller left is settled first, and that is all that is done then;
 * one that somebody may still want is left alone.
 *
 * @param connector opens the logins
 * @param settling ends what a dead controller left
 */
public record Rollback(Connector connector, Settling settling) {
    public Rollback {
        Objects.requireNonNull(connector, "connector is null");
        Objects.requireNonNull(settling, "settling is null");
    }

    /**
     * Undoes on one host.
     *
     * @param to as {@link Undo#of}
     * @throws InterruptedException if interrupted before anything was changed
     */
    public Outcome undo(Host host, String to, Request.Who who, Consumer<Step> listener) throws InterruptedException {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            return switch (Surveyor.ask(remote, new Survey(host.login().user(), List.of(), List.of(), List.of()))) {
                case Checked.Rejected<HostFacts>(var why) -> new Outcome.Refused(Step.STAGE, why.getFirst());
                case Checked.Accepted<HostFacts>(var facts, var _) -> facts.state().lease().isPresent()
                        ? settled(remote, host, listener)
                        : undo(host, to, who, listener, remote, facts);
            };
        } catch (RemoteFailure e) {
            return new Outcome.Unreached(e.diagnostic(), e instanceof RemoteFailure.Unreachable);
        }
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

    private Outcome undo(Host host, String to, Request.Who who, Consumer<Step> listener, Remote remote, HostFacts facts)
            throws RemoteFailure, InterruptedException {
        if (facts.server().isEmpty()) {
            return new Outcome.Refused(Step.STAGE, Diagnostic.error("sshd is not installed on this host"));
        }
        Optional<Diagnostic> obstacle = Guard.readiness(facts).stream().filter(Finding::ownLogin).map(Finding::why)
                .findFirst();
        if (obstacle.isPresent()) {
            return new Outcome.Blocked(List.of(obstacle.get()));
        }
        HostFacts.Server server = facts.server().get();
        Checked<Undo> undo = switch (Backups.list(remote)) {
            case Checked.Rejected<List<Backup>>(var why) -> new Checked.Rejected<>(why);
            case Checked.Accepted<List<Backup>>(var backups, var _) -> Undo.of(backups, to, remote);
        };
        return switch (undo) {
            case Checked.Rejected<Undo>(var why) -> new Outcome.Refused(Step.STAGE, why.getFirst());
            case Checked.Accepted<Undo>(var what, var _) -> switch (expectation(host, server, what, remote)) {
                case Checked.Rejected<Expectation>(var why) -> new Outcome.Refused(Step.EVALUATE, why.getFirst());
                case Checked.Accepted<Expectation>(var expectation, var _) ->
                    new Changer(connector, settling.clocks()).change(
                            new Request(host, server.software().executable(), server.daemon(), what.edits(),
                                    what.actions(),
                                    expectation, what.managed(), who),
                            remote.link().hostKeyFingerprint(), listener);
            };
        };
    }

    /** Nothing predicted these files, so that what sshd says of them is taken as it is; it must be clean. */
    private static Checked<Expectation> expectation(Host host, HostFacts.Server server, Undo undo, Remote remote)
            throws RemoteFailure, InterruptedException {
        Evaluation probe = new Evaluation(server.software().executable(), server.daemon().options(),
                Planner.candidates(undo.edits()), List.of(""));
        return Surveyor.ask(remote, probe).then(said -> expectation(host, said, remote.link().port()));
    }

    private static Checked<Expectation> expectation(Host host, EvaluationResult said, int port) {
        if (said.notEvaluated().isPresent()) {
            return Checked.rejected(Diagnostic.error("sshd could not be asked about the old files: "
                    + Clean.line(said.notEvaluated().get())));
        }
        SshdTest test = said.after().getFirst();
        if (!test.clean()) {
            return Checked.rejected(Diagnostic.error("sshd refuses the old files: " + Clean.line(test.err())));
        }
        SortedMap<String, List<String>> dump = Judgement.dump(test.out());
        List<Integer> ports = dump.getOrDefault("port", List.of("22")).stream().map(Integer::valueOf).toList();
        Endpoint at = ports.contains(port)
                ? host.endpoint()
                : host.endpoint().at(host.answerAt().orElse(host.endpoint().address()), ports);
        return Checked.accepted(new Expectation(List.of(new Expectation.Evaluation("", dump, false)),
                List.of(new Expectation.Principal(host.login().user(), List.of())),
                dump.getOrDefault("listenaddress", List.of()), at));
    }
}
