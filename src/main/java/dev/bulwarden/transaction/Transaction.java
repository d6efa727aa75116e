package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.RemoteFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Changes one host wholly or not at all. Reads like the table in docs/architecture.md: each step either succeeds, or refuses and nothing has
 * happened, or fails and everything is put back.
 */
final class Transaction {
    /** What a restore says of a transaction that never came to the files. */
    private static final Set<String> UNTOUCHED = Set.of("settled nothing", "settled untouched");

    private static final Diagnostic INTERRUPTED = Diagnostic.error("the run was asked to stop");

    private final String id;
    private final Duration confirmWithin;
    private final Expectation expectation;
    private final Target target;
    private final Consumer<Step> listener;
    private final Clocks clocks;
    private Step step = Step.STAGE;
    /** When the host was known to have set its switch, by the steady clock: a little after it did. */
    private Optional<Duration> taken = Optional.empty();
    private List<Diagnostic> missing = List.of();

    Transaction(String id, Duration confirmWithin, Expectation expectation, Target target, Consumer<Step> listener,
            Clocks clocks) {
        this.id = Objects.requireNonNull(id, "id is null");
        this.confirmWithin = Objects.requireNonNull(confirmWithin, "confirmWithin is null");
        this.expectation = Objects.requireNonNull(expectation, "expectation is null");
        this.target = Objects.requireNonNull(target, "target is null");
        this.listener = Objects.requireNonNull(listener, "listener is null");
        this.clocks = Objects.requireNonNull(clocks, "clocks is null");
    }

    /** A step says why the transaction cannot go on. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Diagnostic why;
        private final boolean blocked;

        private Stop(Diagnostic why, boolean blocked) {
            super(why.toString());
            this.why = why;
            this.blocked = blocked;
        }

        private Stop(Diagnostic why) {
            this(why, false);
        }
    }

    /** An interrupt ends the transaction wherever it is: by a refusal before the lease is taken, by a restore afterwards, and in a restore not at all. */
    Outcome run() {
        try {
            enter(Step.STAGE);
            done(target.stage());
            enter(Step.EVALUATE);
            none(target.evaluate());
            enter(Step.REHEARSE);
            missing = passed(target.rehearse());
        } catch (Stop stop) {
            Outcome refused = refused(stop.why);
            return stop.blocked ? new Outcome.Blocked(List.of(stop.why)) : refused;
        } catch (RemoteFailure lost) {
            return refused(lost.diagnostic()); // the lease was never asked for, so that no file can be touched
        } catch (InterruptedException _) {
            return refused(INTERRUPTED);
        }
        try {
            enter(Step.TAKE);
            done(target.take());
            taken = Optional.of(clocks.steady());
            enter(Step.INSTALL);
            done(target.install());
            enter(Step.RELOAD);
            none(Listening.missing(expectation.listens(), done(target.reload())));
            enter(Step.ANSWER);
            none(target.answer(expectation));
            enter(Step.RELEASE);
            done(target.release());
            return new Outcome.Applied(id, missing);
        } catch (Stop stop) {
            return step == Step.TAKE ? refused(stop.why) : restored(stop.why);
        } catch (RemoteFailure lost) {
            return restored(lost.diagnostic());
        } catch (InterruptedException _) {
            return restored(INTERRUPTED);
        }
    }

    /** Nothing was taken: what is left is a stage without a lease. Where it cannot be removed, the next prune does it. */
    private Outcome refused(Diagnostic why) {
        try {
            restore();
        } catch (RemoteFailure e) {
            return new Outcome.Refused(step, why.remedy("an unused stage was left in /var/lib/bulwarden/" + id));
        }
        return new Outcome.Refused(step, why);
    }

    private Outcome restored(Diagnostic why) {
        Step failed = step;
        try {
            enter(Step.RESTORE);
        } catch (Stop unrecorded) {
            return restored(failed, Diagnostic.error(why + "; and " + unrecorded.why)); // a restore is never left undone
        }
        return restored(failed, why);
    }

    private Outcome restored(Step failed, Diagnostic why) {
        Reply reply;
        try {
            reply = restore();
        } catch (RemoteFailure e) {
            return new Outcome.InDoubt(id, failed,
                    Diagnostic.error(why + "; then the host could not be asked to restore: " + e.diagnostic())
                            .remedy(taken.isEmpty()
                                    ? "nothing was installed"
                                    : "its dead-man's switch restores it, unless the change was released already"),
                    settledBy(), target.console());
        }
        return switch (reply) {
            case Reply.Done(var _, var word) when word.equals("settled applied") -> new Outcome.Applied(id, missing);
            case Reply.Done(var _, var word) when UNTOUCHED.contains(word) -> new Outcome.Refused(failed, why);
            case Reply.Done _ -> {
                Optional<Diagnostic> locked = answerAsBefore();
                yield locked.isEmpty()
                        ? new Outcome.RolledBack(id, failed, why)
                        : stranded(failed, why, "the old files are back, but a fresh login fails: " + locked.get());
            }
            case Reply.Refused(var reason) -> stranded(failed, why, "the restore was refused: " + reason);
            case Reply.Failed(var reason) -> stranded(failed, why, "the restore failed: " + reason);
        };
    }

    /** To put everything back is what an interrupt asks for, so that one which comes meanwhile changes nothing: the restore is asked for again. */
    private Reply restore() throws RemoteFailure {
        while (true) {
            try {
                return target.restore();
            } catch (InterruptedException _) {
                // asked for again
            }
        }
    }

    private Optional<Diagnostic> answerAsBefore() {
        while (true) {
            try {
                return target.answerAsBefore();
            } catch (InterruptedException _) {
                // asked for again: what is found out here decides what the operator is told
            }
        }
    }

    /** Measured by the steady clock and told by the other one, so that a clock that was set meanwhile does no harm. */
    private Optional<Instant> settledBy() {
        return taken.map(at -> at.plus(confirmWithin).plus(Settlement.MARGIN).minus(clocks.steady()))
                .filter(Duration::isPositive).map(clocks.now()::plus);
    }

    private Outcome stranded(Step failed, Diagnostic why, String then) {
        return new Outcome.Stranded(id, failed, Diagnostic.error(why + "; then " + then), target.console());
    }

    /** What cannot be recorded is not done. */
    private void enter(Step next) throws Stop {
        step = next;
        try {
            listener.accept(next);
        } catch (UncheckedIOException e) {
            throw new Stop(Diagnostic.error("step " + next + " could not be recorded here: " + e.getMessage()));
        }
    }

    private static List<String> done(Reply reply) throws Stop {
        return switch (reply) {
            case Reply.Done(var data, var _) -> data;
            case Reply.Refused(var why) -> throw new Stop(Diagnostic.error(why));
            case Reply.Failed(var why) -> throw new Stop(Diagnostic.error(why));
        };
    }

    private static List<Diagnostic> passed(Rehearsed rehearsed) throws Stop {
        return switch (rehearsed) {
            case Rehearsed.Passed(var _, var missing) -> missing;
            case Rehearsed.Failed(var why) -> throw new Stop(why);
            case Rehearsed.NoWayBack(var why) -> throw new Stop(why, true);
        };
    }

    private static void none(Optional<Diagnostic> problem) throws Stop {
        if (problem.isPresent()) {
            throw new Stop(problem.get());
        }
    }
}
