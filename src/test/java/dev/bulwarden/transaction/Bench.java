package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.fact.Candidate;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.journal.Unfinished;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.Reach;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.mina.MinaConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Edits a lab host's files by hand-made requests: what the planner would expect is asked of sshd itself beforehand. */
final class Bench implements AutoCloseable {
    private static final Clocks CLOCKS = Clocks.of(InstantSource.system());
    private final LabHost lab;
    private final Host host;
    private final MinaConnector connector;
    private final Connector link;
    /** Ids sort by when they began, and two benches at one host never have the same. */
    private static final AtomicInteger COUNT = new AtomicInteger();
    private String transaction = "";

    Bench(LabHost lab, String user, Path folder) {
        this(lab, user, folder, c -> c);
    }

    Bench(LabHost lab, String user, Path folder, Reach reach) {
        this(lab, LabAccess.host(lab, user, folder, reach), folder, c -> c);
    }

    /** @param link what a change goes over; everything else goes over an undisturbed connection */
    Bench(LabHost lab, String user, Path folder, UnaryOperator<Connector> link) {
        this(lab, LabAccess.host(lab, user, folder), folder, link);
    }

    private Bench(LabHost lab, Host host, Path folder, UnaryOperator<Connector> link) {
        this.lab = lab;
        this.host = host;
        this.connector = new MinaConnector((_, _) -> new char[0], folder, null);
        this.link = link.apply(connector);
    }

    FileEdit edit(String path, String after) {
        String target = lab.sh("readlink -f \"$1\"", path).strip();
        String old = lab.read(path);
        int mode = Integer.parseInt(lab.sh("stat -L -c %a \"$1\"", path).strip(), 8);
        return new FileEdit(path, target, Optional.of(new FileEdit.Content(old, mode, 0, 0).state()),
                Optional.of(new FileEdit.Content(after, mode, 0, 0)), "");
    }

    /** A new file. */
    FileEdit create(String path, String text) {
        return new FileEdit(path, path, Optional.empty(), Optional.of(new FileEdit.Content(text, 0644, 0, 0)), "");
    }

    Outcome run(FileEdit edit, List<Action> actions, List<Step> steps) throws Exception {
        return run(edit, actions, steps, Request.USUAL_PATIENCE);
    }

    Outcome run(FileEdit edit, List<Action> actions, List<Step> steps, Duration confirmWithin) throws Exception {
        return change(request(edit, actions, confirmWithin), steps);
    }

    /** Asks the host what it would say of the edit. */
    Request request(FileEdit edit, List<Action> actions, Duration confirmWithin) throws Exception {
        transaction = next();
        Daemon daemon = new Daemon.SystemdService("ssh.service", "active",
                new Daemon.Options(List.of(), "/etc/ssh/sshd_config"), Optional.empty());
        var who = new Request.Who(transaction, "run1", "tester@here", "", Instant.EPOCH);
        return new Request(host, "/usr/sbin/sshd", daemon, List.of(edit), actions, expectation(edit), Managed.NOTHING,
                confirmWithin, who, Optional.of(previous()));
    }

    Outcome change(Request request, List<Step> steps) throws Exception {
        return new Changer(link, CLOCKS).change(request, null, steps::add);
    }

    private Expectation expectation(FileEdit edit) throws Exception {
        String bytes = edit.after().orElseThrow().bytes();
        Evaluation probe = new Evaluation("/usr/sbin/sshd", new Daemon.Options(List.of(), "/etc/ssh/sshd_config"),
                List.of(new Candidate(edit.path(), edit.target(), Optional.of(bytes), 0644)), List.of(""));
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            var said = ((dev.bulwarden.diagnostic.Checked.Accepted<dev.bulwarden.fact.EvaluationResult>) probe
                    .read(remote.run(probe.command()))).value();
            var dump = Judgement.dump(said.after().getFirst().out());
            return new Expectation(List.of(new Expectation.Evaluation("", dump, false)),
                    List.of(new Expectation.Principal(host.login().user(), List.of())),
                    Objects.requireNonNull(dump.getOrDefault("listenaddress", List.of())), host.endpoint());
        }
    }

    Outcome rollback(String to) throws Exception {
        return rollback(to, true);
    }

    /** @param own whether what stands on the host is of a dead run of this controller */
    Outcome rollback(String to, boolean own) throws Exception {
        var who = new Request.Who(next(), "run2", "tester@here", "", Instant.EPOCH);
        return new Rollback(connector, new Settling(connector, _ -> own, CLOCKS), List.of()).undo(host, to, who,
                _ -> {});
    }

    /** The transaction begun last. */
    String transaction() {
        return transaction;
    }

    private static String next() {
        return String.format("20261121T120000Z-%06d", COUNT.incrementAndGet());
    }

    /** Settles, knowing that the last transaction got stuck at a step; none: knowing nothing. */
    List<Settled> settle(boolean own, boolean wait, Step... stuck) throws Exception {
        List<Unfinished> known = Stream.of(stuck)
                .map(s -> new Unfinished("lab", transaction(), s.toString(), Optional.empty())).toList();
        return new Settling(connector, _ -> own, CLOCKS).settle(host, known, wait, _ -> {});
    }

    List<Backup> backups() throws Exception {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            return ((dev.bulwarden.diagnostic.Checked.Accepted<List<Backup>>) Backups.list(remote)).value();
        }
    }

    private String previous() throws Exception {
        return backups().stream().filter(Backup::applied).map(b -> b.manifest().transaction().text())
                .reduce("", (_, newer) -> newer);
    }

    List<String> prune(int keep) throws Exception {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            return ((dev.bulwarden.diagnostic.Checked.Accepted<List<TransactionId>>) Backups.prune(remote, keep))
                    .value()
                    .stream().map(TransactionId::text).toList();
        }
    }

    /** A fresh login works. */
    void login() throws Exception {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            assertThat(remote.link().user()).isEqualTo(host.login().user());
        }
    }

    @Override
    public void close() {
        connector.close();
    }
}
