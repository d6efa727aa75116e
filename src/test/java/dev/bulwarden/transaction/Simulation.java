package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Expectation EXPECTATION = new Expectation(
            List.of(new Expectation.Evaluation("", new TreeMap<>(), false)),
            List.of(new Expectation.Principal("ops", List.of())), List.of(),
            new Endpoint("192.0.2.1", List.of(22), Optional.empty(), List.of()));

    private final SimulatedHost host;
    private final FaultyTarget target;
    private final Clocks clocks;
    private final String name;
    /** Empty: the controller did not live to tell. */
    final Optional<Outcome> outcome;
    private final Config told;
    private final boolean armed;

    Simulation(World world, Map<Integer, Fault> faults, boolean staysDown, Set<Breakage> broken) {
        host = new SimulatedHost(world, broken);
        target = new FaultyTarget(host, faults, staysDown);
        clocks = host.time.controller(broken);
        outcome = transaction();
        told = host.running;
        armed = host.armed();
        name = world + " " + faults + (staysDown ? " down " : " ") + outcome;
    }

    private Optional<Outcome> transaction() {
        try {
            return Optional.of(new Transaction("t1", SimulatedHost.PATIENCE, EXPECTATION, target,
                    step -> host.journalled = step, clocks).run());
        } catch (InterruptedException | FaultyTarget.Killed e) {
            // The controller is gone; what counts is what the host does.
            return Optional.empty();
        } finally {
            Thread.interrupted();
        }
    }

    /** Nobody ever asks again. */
    void leftAlone() {
        settledInTime();
        quiet();
        outcome.ifPresent(said -> {
            switch (said) {
                case Outcome.Applied _ -> {
                    assertThat(host.running).as(name).isEqualTo(Config.NEW);
                    assertThat(told).as(name).isEqualTo(Config.NEW);
                    assertThat(armed).as("applied and still armed: " + name).isFalse();
                }
                case Outcome.Refused _,Outcome.RolledBack _,Outcome.Stranded _ ->
                    assertThat(host.running).as(name).isEqualTo(Config.OLD);
                case Outcome.InDoubt _ -> {
                }
                case Outcome.Unchanged _,Outcome.Blocked _,Outcome.Unreached _ ->
                    throw new AssertionError("a transaction never says so: " + name);
            }
        });
    }

    /** By the time that an outcome in doubt names, or now where it names none, the host has decided. One that slept did not count the time. */
    private void settledInTime() {
        if (outcome.isPresent() && outcome.get() instanceof Outcome.InDoubt doubt
                && doubt.step().compareTo(Step.TAKE) > 0 && !host.time.hostSlept()) {
            doubt.settledBy().ifPresent(by -> host.pass(Duration.between(clocks.now(), by)));
            assertThat(host.armed()).as("not settled by the time named: " + name).isFalse();
        }
    }

    private void quiet() {
        host.pass(Duration.ofHours(1));
        assertThat(host.open()).as("somebody gets in: " + name).isTrue();
        assertThat(host.disk).as("files and daemon agree: " + name).isEqualTo(host.running);
        assertThat(host.armed()).as("nothing stays armed: " + name).isFalse();
        assertThat(host.servedLockout).as("what a rehearsal sees was in force: " + name).isFalse();
    }

    /** The same controller settles after a while: what it says is final and true. */
    void settledByItsOwn(Duration after) {
        host.pass(after);
        boolean open = outcome.isEmpty() || outcome.get() instanceof Outcome.InDoubt
                || outcome.get() instanceof Outcome.Stranded;
        List<Unfinished> known = open
                ? List.of(new Unfinished("host", "t1", host.journalled.toString(), Optional.empty()))
                : List.of();
        List<Settled> said = settle(true, known);
        String run = name + " settled as " + said;
        if (open) {
            assertThat(said).as("an open end is settled: " + run).hasSize(1);
        }
        Config then = host.running;
        assertThat(host.armed()).as("settled and still armed: " + run).isFalse();
        quiet();
        assertThat(host.running).as("settled is final: " + run).isEqualTo(then);
        said.forEach(one -> {
            switch (one.outcome()) {
                case Outcome.Applied _ -> assertThat(then).as(run).isEqualTo(Config.NEW);
                case Outcome.RolledBack _,Outcome.Refused _,Outcome.Unchanged _ ->
                    assertThat(then).as(run).isEqualTo(Config.OLD);
                case Outcome.InDoubt _,Outcome.Stranded _,Outcome.Unreached _,Outcome.Blocked _ ->
                    throw new AssertionError("not settled: " + run);
            }
        });
    }

    /** Another controller settles after a while: it takes nothing away, and what it says is true. */
    void settledByAnother(Duration after) {
        host.pass(after);
        List<Settled> said = settle(false, List.of());
        String run = name + " settled by another as " + said;
        assertThat(host.stolen).as("a lease that stands is left alone: " + run).isFalse();
        assertThat(!said.isEmpty() || host.phase.isEmpty()).as("a lease is never passed over: " + run).isTrue();
        Config then = host.running;
        for (Settled one : said) {
            switch (one.outcome()) {
                case Outcome.RolledBack _,Outcome.Refused _,Outcome.Unchanged _ ->
                    assertThat(then).as(run).isEqualTo(Config.OLD);
                case Outcome.InDoubt doubt -> {
                    Instant by = doubt.settledBy().orElseThrow();
                    if (!host.time.hostSlept()) {
                        host.pass(Duration.between(clocks.now(), by));
                        assertThat(host.armed()).as("not settled by the time named: " + run).isFalse();
                    }
                }
                case Outcome.Applied _ -> assertThat(then).as(run).isEqualTo(Config.NEW);
                case Outcome.Stranded _,Outcome.Unreached _,Outcome.Blocked _ ->
                    throw new AssertionError("nothing it could say: " + run);
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
        throw new AssertionError("a host without faults does not answer: " + name);
    }
}
