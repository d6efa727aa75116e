package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Candidate;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.fact.ServingDaemon;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.plan.Planner;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verbs as scripts over logins. The login it is given stays open as the way back until it is closed. Not for several threads. */
final class ShellTarget implements Target, AutoCloseable {
    private static final List<Duration> PAUSES = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(4),
            Duration.ofSeconds(10));

    private final Request request;
    private final Connector connector;
    private @Nullable Remote remote;
    private @Nullable Remote fresh;
    /** What sshd says of the files before the change, in each context. */
    private List<SshdTest> earlier = List.of();

    ShellTarget(Request request, Connector connector, Remote remote) {
        this.request = Objects.requireNonNull(request, "request is null");
        this.connector = Objects.requireNonNull(connector, "connector is null");
        this.remote = Objects.requireNonNull(remote, "remote is null");
    }

    @Override
    public Reply stage() throws RemoteFailure, InterruptedException {
        Optional<Diagnostic> other = otherDaemon(usual(), "this login");
        return other.isPresent()
                ? new Reply.Refused(other.get().message())
                : Reply.of(usual().run(HostScript.stage(request)));
    }

    @Override
    public Optional<Diagnostic> evaluate() throws RemoteFailure, InterruptedException {
        List<Candidate> candidates = Planner.candidates(request.edits());
        List<Expectation.Evaluation> wanted = request.expectation().evaluations();
        Checked<EvaluationResult> result = ask(usual(), candidates, wanted);
        return switch (result) {
            case Checked.Rejected<EvaluationResult>(var why) -> Optional.of(why.getFirst());
            case Checked.Accepted<EvaluationResult>(var said, var _) -> {
                earlier = said.before();
                yield Judgement.of(wanted, said, request.actions().isEmpty());
            }
        };
    }

    private Checked<EvaluationResult> ask(Remote over, List<Candidate> candidates, List<Expectation.Evaluation> wanted)
            throws RemoteFailure, InterruptedException {
        Evaluation probe = new Evaluation(request.sshd(), request.daemon().options(), candidates,
                wanted.stream().map(Expectation.Evaluation::context).toList());
        return probe.read(over.run(probe.command()));
    }

    @Override
    public Rehearsed rehearse() throws RemoteFailure, InterruptedException {
        return new Rehearsal(connector, request.host(), request.sshd(), request.daemon().options(), request.edits(),
                request.actions(), request.expectation()).over(usual());
    }

    @Override
    public Reply take() throws RemoteFailure, InterruptedException {
        return Reply.of(usual().run(HostScript.take(request)));
    }

    @Override
    public Reply install() throws RemoteFailure, InterruptedException {
        return verb(usual(), "install", "");
    }

    @Override
    public Reply reload() throws RemoteFailure, InterruptedException {
        return verb(usual(), "reload", "");
    }

    @Override
    public Optional<Diagnostic> answer(Expectation expectation) throws InterruptedException {
        try {
            Remote opened = connector.connect(expectation.answersAt(), request.host().login());
            fresh = opened;
            Optional<Diagnostic> refused = LoginProbe.asLogin(opened);
            if (refused.isPresent()) {
                return refused;
            }
            Optional<Diagnostic> elsewhere = otherDaemon(opened, "the fresh login on port " + opened.link().port());
            if (elsewhere.isPresent()) {
                return elsewhere;
            }
            Checked<EvaluationResult> live = ask(opened, List.of(), expectation.evaluations());
            Optional<Diagnostic> other = switch (live) {
                case Checked.Rejected<EvaluationResult>(var why) -> Optional.of(why.getFirst());
                case Checked.Accepted<EvaluationResult>(var said, var _) ->
                    Judgement.of(expectation.evaluations(), earlier, said.before(), true);
            };
            return other.isPresent() ? other : others(expectation, opened.link().port());
        } catch (RemoteFailure e) {
            return Optional.of(Diagnostic.error("the fresh login failed: " + e.diagnostic()));
        }
    }

    /** Why a login says nothing about the daemon that is changed: another program serves it. */
    private Optional<Diagnostic> otherDaemon(Remote over, String login) throws RemoteFailure, InterruptedException {
        return switch (Surveyor.ask(over, ServingDaemon.PROBE)) {
            case Checked.Rejected<ServingDaemon>(var why) -> Optional.of(why.getFirst());
            case Checked.Accepted<ServingDaemon>(var serving, var _) -> serving.differs(request.daemon(), login);
        };
    }

    /** Each on the port that was just shown to be the changed daemon's. */
    private Optional<Diagnostic> others(Expectation expectation, int port) throws InterruptedException {
        Endpoint at = expectation.answersAt().at(expectation.answersAt().address(), List.of(port));
        for (Map.Entry<String, Login> credential : request.host().credentials().entrySet()) {
            boolean mustGetIn = expectation.principals().stream().anyMatch(p -> p.user().equals(credential.getKey()));
            if (mustGetIn) {
                Optional<Diagnostic> refused = login(connector, at, credential.getValue());
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return Optional.empty();
    }

    /** A new connection and a command over it. Empty when that works. */
    static Optional<Diagnostic> login(Connector connector, Endpoint endpoint, Login login)
            throws InterruptedException {
        try (Remote other = connector.connect(endpoint, login)) {
            return LoginProbe.asLogin(other);
        } catch (RemoteFailure e) {
            return Optional.of(Diagnostic.error("a fresh login as " + login.user() + " failed: " + e.diagnostic()));
        }
    }

    @Override
    public Reply release() throws RemoteFailure, InterruptedException {
        return verb(Objects.requireNonNull(fresh, "release before answer"), "release", "");
    }

    @Override
    public Reply restore() throws RemoteFailure, InterruptedException {
        RemoteFailure last = null;
        for (Duration pause : PAUSES) {
            Thread.sleep(pause);
            try {
                return Reply.of(usual().run(HostScript.restore(request.who().transaction())));
            } catch (RemoteFailure e) {
                last = e;
                close(remote);
                remote = null;
            }
        }
        throw Objects.requireNonNull(last);
    }

    /** The login we came with, or a new one where the host was, or where it would be. */
    private Remote usual() throws RemoteFailure, InterruptedException {
        Remote open = remote;
        if (open == null) {
            try {
                open = connector.connect(request.host().endpoint(), request.host().login());
            } catch (RemoteFailure e) {
                if (request.expectation().answersAt().equals(request.host().endpoint())) {
                    throw e;
                }
                open = connector.connect(request.expectation().answersAt(), request.host().login());
            }
            remote = open;
        }
        return open;
    }

    @Override
    public Optional<Diagnostic> answerAsBefore() throws InterruptedException {
        Login login = request.host().login();
        try (Remote back = connector.connect(request.host().endpoint(), login)) {
            Optional<Diagnostic> refused = LoginProbe.asLogin(back);
            return refused.isPresent() ? refused : otherDaemon(back, "the fresh login on port " + back.link().port());
        } catch (RemoteFailure e) {
            return Optional.of(Diagnostic.error("a fresh login as " + login.user() + " failed: " + e.diagnostic()));
        }
    }

    @Override
    public List<String> console() {
        return HostScript.console(request.who().transaction());
    }

    private Reply verb(Remote over, String verb, String argument) throws RemoteFailure, InterruptedException {
        return Reply.of(over.run(HostScript.verb(verb, request.who().transaction(), argument)));
    }

    @Override
    public void close() {
        close(fresh);
        close(remote);
    }

    private static void close(@Nullable Remote open) {
        if (open != null) {
            open.close();
        }
    }
}
