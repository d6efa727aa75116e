package dev.bulwarden.cli;

import dev.bulwarden.fleet.Fleet;
import dev.bulwarden.fleet.Health;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.fleet.RolloutGroup;
import dev.bulwarden.fleet.StopRequest;
import dev.bulwarden.fleet.StopRequest.Stage;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.report.ProbeReport;
import dev.bulwarden.report.ProbeReport.Finding;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Work that only reads, on many hosts: all in one batch, and no trouble stops it.
 *
 * @param forks hosts at once
 * @param stop who may ask it to stop; work under way is interrupted then
 */
record ReadRun(Console console, boolean json, int forks, StopRequest stop) {
    /** That nobody asks to stop: the program is ended at once instead, as nothing is at stake. */
    ReadRun(Console console, boolean json, int forks) {
        this(console, json, forks, new StopRequest());
    }

    /** Asks one host over a login of its own. */
    @FunctionalInterface
    interface Question {
        Finding ask(Remote remote, Host host) throws RemoteFailure, InterruptedException;
    }

    /** A command that asks every host of a pattern and shows what was found. Gives its exit code. */
    static int ask(Console console, String command, String pattern, HostOptions hosts, OutputOptions output,
            Question question) throws UserError, InterruptedException {
        output.begin();
        List<Host> selected = Selection.of(new Inputs(console).inventory(hosts), new HostPattern(pattern), hosts);
        try (Connector connector = Wiring.connector()) {
            var results = new ReadRun(console, output.json(), hosts.forks(64)).run(selected,
                    host -> ask(connector, host, question), found -> found.problem().isPresent());
            return output.end(console, new ProbeReport(command, results));
        }
    }

    private static Finding ask(Connector connector, Host host, Question question) throws InterruptedException {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            return question.ask(remote, host);
        } catch (RemoteFailure e) {
            return Finding.failed(e.diagnostic());
        }
    }

    <T> List<HostResult<T>> run(List<Host> hosts, Fleet.Work<T> work, Predicate<T> failed) throws InterruptedException {
        return telling(hosts, _ -> work, failed);
    }

    /** The same, with work that tells how it gets on. */
    <T> List<HostResult<T>> telling(List<Host> hosts, Function<Progress<T>, Fleet.Work<T>> work, Predicate<T> failed)
            throws InterruptedException {
        Rollout wide = new Rollout(List.of(), Integer.MAX_VALUE, Integer.MAX_VALUE, forks);
        try (Progress<T> progress = new Progress<>(console, json, hosts.size(), Clock.systemUTC())) {
            return new Fleet<>(work.apply(progress), v -> failed.test(v) ? Health.FAILED : Health.FINE, progress, stop,
                    Stage.FINISH).run(List.of(new RolloutGroup(wide, hosts)));
        }
    }
}
