package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.journal.Unfinished;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.transaction.SimulatedHost.Config;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One transaction on a host on which things go wrong, and everything that must hold afterwards. */
final class Simulation {
    static final Expectation EXPECTATION = new Expectation(
            List.of(new Expectation.Evaluation("", new TreeMap<>(), false)),
            List.of(new Expectation.Principal("ops", List.of())), List.of(),
            new Endpoint("192.0.2.1", List.of(22), Optional.empty(), List.of()));

    private final SimulatedHost host;
    private final FaultyTarget target;
    private final Clocks clocks;
    private final World world;
    private final Map<Integer, Fault> faults;
    private List<Settled> settled = List.of();
    /** Empty: the controller did not live to tell. */
    final Optional<Outcome> outcome;
    private final Config told;
    private final boolean armed;

    Simulation(World world, Map<Integer, Fault> faults, boolean staysDown, Set<Breakage> broken) {
        host = new SimulatedHost(world, broken);
        target = new FaultyTarget(host, faults, staysDown);
        clocks = host.time.controller(broken);
        this.world = world;
        this.faults = faults;
        outcome = transaction();
        told = host.running;
        armed = host.armed();
    }

    private Optional<Outcome> transaction() {
        try {
            return Optional.of(new Transaction("t1", SimulatedHost.PATIENCE, EXPECTATION, target,
                    step -> host.journalled = step, clocks).run());
        } catch (FaultyTarget.Killed e) {
            // The controller is gone; what counts is what the host does.
            return Optional.empty();
        }
    }

    /** Not AssertJ's: the description costs more than the run, and is wanted once in a million. */
    private void check(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(
                    rule + ": " + world + " " + faults + " " + outcome + " " + settled + " disk " + host.disk
                            + ", running " + host.running);
        }
    }

    /** Nobody ever asks again. */
    void leftAlone() {
        settledInTime();
        quiet();
        outcome.ifPresent(said -> {
            switch (said) {
                case Outcome.Applied _ -> {
                    check(host.running == Config.NEW && told == Config.NEW, "applied means that it is in force");
                    check(!armed, "applied means that nothing is armed");
                }
                case Outcome.Refused _,Outcome.RolledBack _,Outcome.Stranded _ ->
                    check(host.running == Config.OLD, "otherwise the old one is in force");
                case Outcome.InDoubt _ -> {
                }
                case Outcome.Unchanged _,Outcome.Blocked _,Outcome.Unreached _ ->
                    check(false, "a transaction never says so");
            }
        });
    }

    /** By the time that an outcome in doubt names, or now where it names none, the host has decided. One that slept did not count the time. */
    private void settledInTime() {
        if (outcome.isPresent() && outcome.get() instanceof Outcome.InDoubt doubt
                && doubt.step().compareTo(Step.TAKE) > 0 && !host.time.hostSlept()) {
            doubt.settledBy().ifPresent(by -> host.pass(Duration.between(clocks.now(), by)));
            check(!host.armed(), "it is settled by the time named");
        }
    }

    private void quiet() {
        host.pass(Duration.ofHours(1));
        check(host.open(), "somebody gets in");
        check(host.disk == host.running, "files and daemon agree");
        check(!host.armed(), "nothing stays armed");
        check(!host.servedLockout, "what a rehearsal sees was never in force");
    }

    /** The same controller settles after a while: what it says is final and true. */
    void settledByItsOwn(Duration after) {
        host.pass(after);
        boolean open = outcome.isEmpty() || outcome.get() instanceof Outcome.InDoubt
                || outcome.get() instanceof Outcome.Stranded;
        settled = settle(true, open
                ? List.of(new Unfinished("host", "t1", host.journalled.toString(), Optional.empty()))
                : List.of());
        check(!open || settled.size() == 1, "an open end is settled");
        check(!host.armed(), "settled means that nothing is armed");
        Config then = host.running;
        quiet();
        check(host.running == then, "settled is final");
        for (Settled one : settled) {
            switch (one.outcome()) {
                case Outcome.Applied _ -> check(then == Config.NEW, "applied means that it is in force");
                case Outcome.RolledBack _,Outcome.Refused _,Outcome.Unchanged _ ->
                    check(then == Config.OLD, "otherwise the old one is in force");
                case Outcome.InDoubt _,Outcome.Stranded _,Outcome.Unreached _,Outcome.Blocked _ ->
                    check(false, "its own controller settles at once");
            }
        }
    }

    /** Another controller settles after a while: it takes nothing away, and what it says is true. */
    void settledByAnother(Duration after) {
        host.pass(after);
        settled = settle(false, List.of());
        check(!host.stolen, "a lease that stands is left alone");
        check(!settled.isEmpty() || host.phase.isEmpty(), "a lease is never passed over");
        Config then = host.running;
        for (Settled one : settled) {
            switch (one.outcome()) {
                case Outcome.Applied _ -> check(then == Config.NEW, "applied means that it is in force");
                case Outcome.RolledBack _,Outcome.Refused _,Outcome.Unchanged _ ->
                    check(then == Config.OLD, "otherwise the old one is in force");
                case Outcome.InDoubt doubt -> {
                    Instant by = doubt.settledBy().orElseThrow();
                    if (!host.time.hostSlept()) {
                        host.pass(Duration.between(clocks.now(), by));
                        check(!host.armed(), "it is settled by the time named");
                    }
                }
                case Outcome.Stranded _,Outcome.Unreached _,Outcome.Blocked _ -> check(false, "it has no reason");
            }
        }
        quiet();
    }

    /** Over what is left of the faulty link; where that breaks, or leaves something open, over a new one. */
    private List<Settled> settle(boolean own, List<Unfinished> known) {
        for (SettleTarget over : List.of(target, target, host)) {
            try {
                List<Settled> said = new Settlement(over, _ -> own, clocks).run(known);
                if (over == host || said.stream().noneMatch(s -> s.outcome() instanceof Outcome.Stranded)) {
                    return said;
                }
            } catch (RemoteFailure | InterruptedException | FaultyTarget.Killed e) {
                // It is asked again.
            }
        }
        throw new AssertionError("a host without faults does not answer: " + faults);
    }
}
