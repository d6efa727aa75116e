package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Candidate;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OwnState.Lease;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Undoes transactions, as a transaction of its own. A lease that still stands is restored first, and that is all that is done then: it is
 * safe even when its owner is alive, whose next step is refused from then on.
 *
 * @param connector opens the logins
 */
public record Rollback(Connector connector) {
    public Rollback {
        Objects.requireNonNull(connector, "connector is null");
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
                case Checked.Accepted<HostFacts>(var facts, var _) -> {
                    Optional<Lease> lease = facts.state().lease();
                    yield lease.isPresent()
                            ? restore(remote, lease.get(), listener)
                            : undo(host, to, who, listener, remote, facts);
                }
            };
        } catch (RemoteFailure e) {
            return new Outcome.Unreached(e.diagnostic(), e instanceof RemoteFailure.Unreachable);
        }
    }

    private static Outcome restore(Remote remote, Lease lease, Consumer<Step> listener)
            throws RemoteFailure, InterruptedException {
        String id = Clean.line(lease.text()).split(" ", 2)[0];
        listener.accept(Step.RESTORE);
        Diagnostic why = Diagnostic.error("transaction " + id + " was never finished (" + lease.phase() + ")");
        return switch (Reply.of(remote.run(HostScript.verb("restore", id, "asked")))) {
            case Reply.Done _ -> new Outcome.RolledBack(id, Step.RESTORE, why);
            case Reply.Refused(var reason) -> new Outcome.Refused(Step.RESTORE, Diagnostic.error(reason));
            case Reply.Failed(var reason) ->
                new Outcome.Stranded(id, Step.RESTORE, Diagnostic.error(reason), HostScript.console(id));
        };
    }

    private Outcome undo(Host host, String to, Request.Who who, Consumer<Step> listener, Remote remote, HostFacts facts)
            throws RemoteFailure, InterruptedException {
        if (facts.server().isEmpty()) {
            return new Outcome.Refused(Step.STAGE, Diagnostic.error("sshd is not installed on this host"));
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
                case Checked.Accepted<Expectation>(var expectation, var _) -> new Changer(connector).change(
                        new Request(host, server.software().executable(), server.daemon(), what.edits(), what.actions(),
                                expectation, what.managed(), who),
                        remote.link().hostKeyFingerprint(), listener);
            };
        };
    }

    /** Nothing predicted these files, so that what sshd says of them is taken as it is; it must be clean. */
    private static Checked<Expectation> expectation(Host host, HostFacts.Server server, Undo undo, Remote remote)
            throws RemoteFailure, InterruptedException {
        List<Candidate> candidates = undo.edits().stream().map(e -> new Candidate(e.path(), e.target(),
                e.after().map(FileEdit.Content::bytes), e.after().map(FileEdit.Content::mode).orElse(0))).toList();
        Evaluation probe = new Evaluation(server.software().executable(), server.daemon().options(), candidates,
                List.of(""));
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
