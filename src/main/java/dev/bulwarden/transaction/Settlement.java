package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.journal.Unfinished;
import dev.bulwarden.remote.RemoteFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Ends what dead controllers left on one host, and says what became of it. The host is believed, never a journal; what nobody confirmed is
 * restored, never confirmed.
 */
final class Settlement {
    /**
     * How long after its deadline a host has certainly restored itself: a timer that is late by a second, a hung step that is waited for 40 s,
     * and a daemon that is slow to come back.
     */
    static final Duration MARGIN = Duration.ofSeconds(90);

    private final SettleTarget target;
    private final Predicate<String> abandoned;
    private final Clocks clocks;

    /**
     * @param abandoned whether a transaction is of a dead run of this controller
     */
    Settlement(SettleTarget target, Predicate<String> abandoned, Clocks clocks) {
        this.target = Objects.requireNonNull(target, "target is null");
        this.abandoned = Objects.requireNonNull(abandoned, "abandoned is null");
        this.clocks = Objects.requireNonNull(clocks, "clocks is null");
    }

    /**
     * One pass, without waiting for anything.
     *
     * @param known what this controller does not know the end of
     * @return those and whatever else the host has not decided; empty: nothing to settle
     */
    List<Settled> run(List<Unfinished> known) throws RemoteFailure, InterruptedException {
        return switch (HostTransactions.read(target.status())) {
            case Checked.Rejected<HostTransactions>(var why) -> List.of(
                    new Settled("", "", new Outcome.Unreached(why.getFirst(), false)));
            case Checked.Accepted<HostTransactions>(var host, var _) -> run(known, host);
        };
    }

    private List<Settled> run(List<Unfinished> known, HostTransactions host) throws RemoteFailure {
        Set<String> awaited = new LinkedHashSet<>();
        known.forEach(u -> awaited.add(u.transaction()));
        host.lease().ifPresent(l -> awaited.add(l.transaction()));
        Set<String> all = new LinkedHashSet<>(awaited);
        host.entries().stream().filter(HostTransactions.Entry::open).forEach(e -> all.add(e.transaction()));
        List<Settled> settled = new ArrayList<>();
        for (String id : all) {
            Reply reply = settle(id, abandoned.test(id));
            outcome(id, step(id, known, host), reply, awaited.contains(id))
                    .ifPresent(o -> settled.add(new Settled(id, host.who(id), o)));
        }
        return settled;
    }

    /** Empty where it is none of our business: a stage that somebody is just making. */
    private Optional<Outcome> outcome(String id, Step step, Reply reply, boolean awaited) {
        return switch (reply) {
            case Reply.Refused(var why) -> Optional.of(inDoubt(id, step, why, Optional.empty()));
            case Reply.Failed(var why) -> Optional.of(new Outcome.Stranded(id, step,
                    Diagnostic.error("the restore failed: " + why), HostScript.console(id)));
            case Reply.Done(var _, var word) -> said(id, step, word, awaited);
        };
    }

    private Optional<Outcome> said(String id, Step step, String word, boolean awaited) {
        if (word.equals("staging") || (word.equals("settled applied") && !awaited)) {
            return Optional.empty();
        }
        if (word.equals("settled applied")) {
            return Optional.of(new Outcome.Applied(id, List.of()));
        }
        if (word.equals("settled nothing") || word.equals("settled untouched")) {
            return Optional.of(awaited
                    ? new Outcome.Refused(step, Settled.nothing(word.equals("settled nothing") ? step : Step.TAKE))
                    : new Outcome.Unchanged());
        }
        return Optional.of(decided(id, step, word));
    }

    private Outcome decided(String id, Step step, String word) {
        if (word.matches("pending [0-9]{1,6}")) {
            Duration left = Duration.ofSeconds(Long.parseLong(word.substring("pending ".length())));
            return inDoubt(id, step, "it is not finished, and its controller may be at work",
                    Optional.of(clocks.now().plus(left).plus(MARGIN)));
        }
        String by = switch (word) {
            case "settled restored-timer" -> "the host's timer restored it";
            case "settled restored-boot" -> "the host restored it as it started";
            case "settled restored-console" -> "it was restored on the console";
            case "settled restored-asked" -> "it was restored";
            default -> "";
        };
        if (by.isEmpty()) {
            return inDoubt(id, step, "the host says " + word, Optional.empty());
        }
        Diagnostic why = Diagnostic.error("nobody confirmed it in time; " + by);
        Optional<Diagnostic> locked = answerAsBefore();
        return locked.isEmpty()
                ? new Outcome.RolledBack(id, step, why)
                : new Outcome.Stranded(id, step, Diagnostic.error(by + ", but a fresh login fails: " + locked.get()),
                        HostScript.console(id));
    }

    /** What has begun to be put back is put back: an interrupt that comes meanwhile is kept for whoever waits next. */
    private Reply settle(String id, boolean own) throws RemoteFailure {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return target.settle(id, own);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<Diagnostic> answerAsBefore() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return target.answerAsBefore();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Outcome.InDoubt inDoubt(String id, Step step, String why, Optional<Instant> settledBy) {
        return new Outcome.InDoubt(id, step, Diagnostic.error(why), settledBy, HostScript.console(id));
    }

    private static Step step(String id, List<Unfinished> known, HostTransactions host) {
        Optional<Step> entered = known.stream().filter(u -> u.transaction().equals(id)).findFirst()
                .flatMap(u -> Step.named(u.step()));
        return entered.orElseGet(() -> host.lease().filter(l -> l.transaction().equals(id))
                .map(l -> switch (l.phase()) {
                    case "taken" -> Step.TAKE;
                    case "installing", "installed" -> Step.INSTALL;
                    case "reloading", "reloaded" -> Step.RELOAD;
                    default -> Step.RESTORE;
                }).orElse(Step.STAGE));
    }
}
