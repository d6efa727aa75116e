package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.journal.Journal;
import dev.bulwarden.journal.RunRecord;
import dev.bulwarden.journal.Unfinished;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.report.OutcomeReport;
import dev.bulwarden.transaction.Clocks;
import dev.bulwarden.transaction.Settled;
import dev.bulwarden.transaction.Settling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs of this controller left undecided, and the journal of how that ended: begun with the first end there is to write down. Safe for
 * many threads.
 */
final class Aftermath implements AutoCloseable {
    private final Path state;
    private final List<Unfinished> unfinished;
    private @Nullable Run run;

    private Aftermath(Path state, List<Unfinished> unfinished) {
        this.state = state;
        this.unfinished = unfinished;
    }

    static Aftermath read() throws UserError {
        Path state = StateFolder.open(System.getenv());
        try {
            return new Aftermath(state, Journal.unfinished(state));
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

    /** Whether a transaction is of a run that was begun here and whose process is gone. */
    private boolean abandoned(String transaction) {
        try {
            return Journal.knows(state, transaction) && !Journal.underWay(state, transaction);
        } catch (IOException e) {
            throw new UncheckedIOException("whether the run " + transaction + " is under way cannot be seen", e);
        }
    }

    /** Writes down what is decided. */
    void journal(Host host, List<Settled> settled) {
        settled.stream().filter(Settled::decided).forEach(one -> {
            Run to = run();
            to.journal().append(new RunRecord.Ended(to.clock().instant(), host.name(), one.transaction(),
                    OutcomeReport.word(one.outcome()), OutcomeReport.why(one.outcome())));
        });
    }

    private synchronized Run run() {
        if (run == null) {
            try {
                run = Run.begin("settle", "", "");
            } catch (UserError e) {
                throw new IllegalStateException(e);
            }
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
