package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.OwnState;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.journal.Journal;
import dev.bulwarden.journal.RunRecord;
import dev.bulwarden.journal.Unfinished;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.report.OutcomeReport;
import dev.bulwarden.transaction.Clocks;
import dev.bulwarden.transaction.Prepared;
import dev.bulwarden.transaction.Settled;
import dev.bulwarden.transaction.Settler;
import dev.bulwarden.transaction.Settling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What runs of this controller left undecided, and the journal of how that ended: begun with the first end there is to write down. Safe for
 * many threads.
 */
final class Aftermath implements AutoCloseable {
    private final Console console;
    /** None: there is no journal, so that nothing is known. */
    private final Optional<Path> state;
    private final List<Unfinished> unfinished;
    private final Queue<Diagnostic> faults = new ConcurrentLinkedQueue<>();
    private @Nullable Run run;

    private Aftermath(Console console, Optional<Path> state, List<Unfinished> unfinished) {
        this.console = console;
        this.state = state;
        this.unfinished = unfinished;
    }

    /** For commands that change hosts. */
    static Aftermath read(Console console) throws UserError {
        return read(console, StateFolder.open(System.getenv()));
    }

    /** For commands that only look: they go on without a journal. */
    static Aftermath perhaps(Console console) {
        Optional<Path> state = StateFolder.existing(System.getenv());
        try {
            return state.isPresent()
                    ? read(console, state.get())
                    : new Aftermath(console, Optional.empty(), List.of());
        } catch (UserError e) {
            console.show(e.diagnostics());
            return new Aftermath(console, Optional.empty(), List.of());
        }
    }

    private static Aftermath read(Console console, Path state) throws UserError {
        try {
            return new Aftermath(console, Optional.of(state), Journal.unfinished(state));
        } catch (IOException e) {
            throw new UserError(Diagnostic.error("the journal in " + state + " cannot be read: " + Inputs.reason(e))
                    .remedy("move the file it speaks of out of " + state.resolve("runs")));
        }
    }

    /** What is not decided on a host, as far as this controller knows. */
    List<Unfinished> on(Host host) {
        return unfinished.stream().filter(u -> u.host().equals(host.name())).toList();
    }

    Settling settling(Connector connector) {
        return new Settling(connector, this::abandoned, Clocks.of(Clock.systemUTC()));
    }

    /** Settles and writes down what came of it, before a host is changed again. */
    Settler settler(Connector connector) {
        return new Settler() {
            @Override
            public boolean awaits(Host host) {
                return !on(host).isEmpty();
            }

            @Override
            public List<Settled> settle(Remote remote, Host host) throws RemoteFailure, InterruptedException {
                List<Settled> settled = settling(connector).over(remote, host, on(host));
                ended(host, settled);
                return settled;
            }
        };
    }

    /** From surveys alone, without asking anything: what hosts have decided meanwhile. */
    void learn(List<HostResult<Prepared>> results) {
        for (HostResult<Prepared> result : results) {
            if (result instanceof HostResult.Done<Prepared>(var host, Prepared.Planned(var _, var facts, var _))) {
                OwnState state = facts.state();
                ended(host, on(host).stream().flatMap(u -> Settled.seen(u, state.transactions(),
                        state.lease().map(OwnState.Lease::text)).stream()).toList());
            }
        }
    }

    /** Whether a transaction is of a run that was begun here and whose process is gone. */
    private boolean abandoned(String transaction) {
        if (state.isEmpty()) {
            return false;
        }
        try {
            return Journal.knows(state.get(), transaction) && !Journal.underWay(state.get(), transaction);
        } catch (IOException e) {
            throw new UncheckedIOException("whether the run " + transaction + " is under way cannot be seen", e);
        }
    }

    /** Says and writes down what became of earlier transactions. */
    private void ended(Host host, List<Settled> settled) {
        settled.stream().filter(Settled::decided).forEach(one -> console.err().println(host.name() + ": transaction "
                + one.transaction() + " of an earlier run ended: " + OutcomeReport.word(one.outcome())));
        journal(host, settled);
    }

    /** Writes down what is decided. What cannot be written is one of {@link #faults}, and the next command finds it out again. */
    void journal(Host host, List<Settled> settled) {
        settled.stream().filter(Settled::decided).forEach(one -> {
            String what = "that transaction " + one.transaction() + " on " + host.name() + " ended as "
                    + OutcomeReport.word(one.outcome()) + " is not in the journal: ";
            try {
                Run to = run();
                to.journal().append(new RunRecord.Ended(to.clock().instant(), host.name(), one.transaction(),
                        OutcomeReport.word(one.outcome()), OutcomeReport.why(one.outcome())));
            } catch (UserError e) {
                e.diagnostics().forEach(d -> faults.add(Diagnostic.error(what + d.message())));
            } catch (UncheckedIOException e) {
                faults.add(Diagnostic.error(what + e.getMessage()));
            }
        });
    }

    /** What went wrong with the journal, whatever became of the hosts. */
    List<Diagnostic> faults() {
        return List.copyOf(faults);
    }

    private synchronized Run run() throws UserError {
        if (run == null) {
            run = Run.begin("settle", "", "");
        }
        return run;
    }

    @Override
    public synchronized void close() {
        if (run != null) {
            run.close();
        }
    }
}
