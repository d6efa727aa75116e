package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.transaction.SimulatedHost.Config;
import dev.bulwarden.transaction.SimulatedHost.World;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every fault at every call, alone and in pairs, on every kind of host: nobody is locked out, and what is said is true. */
class SimulationTest {
    /** More than any transaction makes: with a restore and a fresh login after it. */
    private static final int CALLS = 9;
    private static final List<Fault> FAULTS = List.of(new Fault.LostBefore(), new Fault.LostAfter(),
            new Fault.Late(Duration.ofSeconds(30)), new Fault.Late(Duration.ofMinutes(5)),
            new Fault.Slow(Duration.ofSeconds(30)), new Fault.Slow(Duration.ofSeconds(90)), new Fault.Interrupted(),
            new Fault.KilledBefore(), new Fault.KilledAfter());
    private static final Expectation EXPECTATION = new Expectation(
            List.of(new Expectation.Evaluation("", new TreeMap<>(), false)),
            List.of(new Expectation.Principal("ops", List.of())), List.of(),
            new Endpoint("192.0.2.1", List.of(22), Optional.empty(), List.of()));

    @Test
    void withoutAFaultAGoodChangeIsApplied() {
        assertThat(run(World.GOOD, Map.of(), false, Set.of())).hasValueSatisfying(
                outcome -> assertThat(outcome).isInstanceOf(Outcome.Applied.class));
    }

    @Test
    void everyFaultAloneAndInPairsLeavesEveryHostOpenAndTheOutcomeTrue() {
        assertThat(everything(Set.of())).isEqualTo(29_970);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SWITCH_ALWAYS_GONE")
    void aSafeguardTakenAwayIsNoticed(Breakage breakage) {
        assertThatThrownBy(() -> everything(Set.of(breakage))).isInstanceOf(AssertionError.class);
    }

    @Test
    void aSwitchThatIsNeverThereMeansThatNothingIsEverApplied() {
        assertThat(run(World.GOOD, Map.of(), false, Set.of(Breakage.SWITCH_ALWAYS_GONE))).hasValueSatisfying(
                outcome -> assertThat(outcome).isInstanceOf(Outcome.Refused.class));
    }

    private static int everything(Set<Breakage> broken) {
        int runs = 0;
        for (World world : EnumSet.allOf(World.class)) {
            for (boolean staysDown : List.of(false, true)) {
                for (int first = 0; first < CALLS; first++) {
                    for (Fault fault : FAULTS) {
                        run(world, Map.of(first, fault), staysDown, broken);
                        runs++;
                        for (int second = first + 1; second < CALLS; second++) {
                            for (Fault another : FAULTS) {
                                run(world, Map.of(first, fault, second, another), staysDown, broken);
                                runs++;
                            }
                        }
                    }
                }
            }
        }
        return runs;
    }

    /** One transaction, and everything that must hold once all is quiet; empty: the controller did not live to tell. */
    private static Optional<Outcome> run(World world, Map<Integer, Fault> faults, boolean staysDown,
            Set<Breakage> broken) {
        var host = new SimulatedHost(world, broken);
        Optional<Outcome> outcome = outcome(new FaultyTarget(host, faults, staysDown));
        Config told = host.running;
        boolean armed = host.armed();
        host.pass(Duration.ofHours(1));
        String run = world + " " + faults + (staysDown ? " down " : " ") + outcome;
        assertThat(host.open()).as("somebody gets in: " + run).isTrue();
        assertThat(host.disk).as("files and daemon agree: " + run).isEqualTo(host.running);
        assertThat(host.armed()).as("nothing stays armed: " + run).isFalse();
        outcome.ifPresent(said -> {
            switch (said) {
                case Outcome.Applied _ -> {
                    assertThat(host.running).as(run).isEqualTo(Config.NEW);
                    assertThat(told).as(run).isEqualTo(Config.NEW);
                    assertThat(armed).as("applied and still armed: " + run).isFalse();
                }
                case Outcome.Refused _,Outcome.RolledBack _,Outcome.Stranded _ ->
                    assertThat(host.running).as(run).isEqualTo(Config.OLD);
                case Outcome.InDoubt _ -> assertThat(faults).as(run).isNotEmpty();
                case Outcome.Unchanged _,Outcome.Blocked _,Outcome.Unreached _ ->
                    throw new AssertionError("a transaction never says so: " + run);
            }
        });
        return outcome;
    }

    private static Optional<Outcome> outcome(Target target) {
        try {
            return Optional.of(new Transaction("t1", EXPECTATION, target, _ -> {}).run());
        } catch (InterruptedException | FaultyTarget.Killed e) {
            // The controller is gone; what counts is what the host does.
            return Optional.empty();
        } finally {
            Thread.interrupted();
        }
    }
}
