package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.report.OutcomeReport;
import dev.bulwarden.transaction.SimulatedHost.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every fault at every call, alone and in pairs, on every kind of host: nobody is locked out, and what is said is true. */
class SimulationTest {
    /** More than any transaction makes, with a restore and a fresh login after it; the last ones hit whoever settles. */
    private static final int CALLS = 11;
    private static final List<Fault> FAULTS = List.of(new Fault.LostBefore(), new Fault.LostAfter(),
            new Fault.Late(Duration.ofSeconds(30)), new Fault.Late(Duration.ofMinutes(5)),
            new Fault.Slow(Duration.ofSeconds(30)), new Fault.Slow(Duration.ofSeconds(90)), new Fault.Interrupted(),
            new Fault.KilledBefore(), new Fault.KilledAfter(), new Fault.HostClockSet(Duration.ofDays(400)),
            new Fault.HostClockSet(Duration.ofDays(-400)), new Fault.ControllerClockSet(Duration.ofMinutes(20)),
            new Fault.ControllerClockSet(Duration.ofMinutes(-20)), new Fault.HostSleeps(Duration.ofSeconds(30)),
            new Fault.HostSleeps(Duration.ofMinutes(5)), new Fault.ControllerSleeps(Duration.ofMinutes(5)),
            new Fault.HostRestarts());
    /** Who asks the host what became of it, and when; empty: nobody. */
    private static final List<Optional<Consumer<Simulation>>> AFTERWARDS = List.of(Optional.empty(),
            Optional.of(s -> s.settledByItsOwn(Duration.ZERO)),
            Optional.of(s -> s.settledByItsOwn(Duration.ofMinutes(2))),
            Optional.of(s -> s.settledByAnother(Duration.ZERO)),
            Optional.of(s -> s.settledByAnother(Duration.ofSeconds(62))));

    @Test
    void withoutAFaultAGoodChangeIsApplied() {
        assertThat(new Simulation(World.GOOD, Map.of(), false, Set.of()).outcome).hasValueSatisfying(
                outcome -> assertThat(outcome).isInstanceOf(Outcome.Applied.class));
    }

    @Test
    void everyFaultAloneAndInPairsLeavesEveryHostOpenAndEveryoneToldTheTruth() {
        assertThat(everything(Set.of())).isEqualTo(964_920);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SWITCH_ALWAYS_GONE")
    void aSafeguardTakenAwayIsNoticed(Breakage breakage) {
        assertThatThrownBy(() -> everything(Set.of(breakage))).isInstanceOf(AssertionError.class);
    }

    /** The controller's disk is full from some step on. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RESTORE")
    void aStepThatCannotBeRecordedIsNotTaken(Step first) throws Exception {
        var host = new SimulatedHost(World.GOOD, Set.of());
        Outcome outcome = new Transaction("t1", SimulatedHost.PATIENCE, Simulation.EXPECTATION, host, step -> {
            if (step.compareTo(first) >= 0) {
                throw new UncheckedIOException("no space left", new IOException());
            }
        }, host.time.controller(Set.of())).run();
        assertThat(outcome)
                .isInstanceOf(first.compareTo(Step.INSTALL) > 0 ? Outcome.RolledBack.class : Outcome.Refused.class);
        assertThat(OutcomeReport.why(outcome)).contains("step " + first + " could not be recorded here: no space left");
        assertThat(host.running).isEqualTo(Config.OLD);
        assertThat(host.armed()).isFalse();
    }

    @Test
    void aSwitchThatIsNeverThereMeansThatNothingIsEverApplied() {
        assertThat(new Simulation(World.GOOD, Map.of(), false, Set.of(Breakage.SWITCH_ALWAYS_GONE)).outcome)
                .hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(Outcome.Refused.class));
    }

    /** Single faults first, then pairs that strike late: what is broken shows sooner then. */
    private static int everything(Set<Breakage> broken) {
        List<Map<Integer, Fault>> singles = singles(0);
        List<Map<Integer, Fault>> faults = new ArrayList<>(singles);
        for (Map<Integer, Fault> one : singles.reversed()) {
            for (Map<Integer, Fault> later : singles(one.keySet().iterator().next() + 1)) {
                Map<Integer, Fault> pair = new TreeMap<>(one);
                pair.putAll(later);
                faults.add(pair);
            }
        }
        int runs = 0;
        for (Map<Integer, Fault> some : faults) {
            for (World world : EnumSet.allOf(World.class)) {
                runs += afterwards(world, some, false, broken) + afterwards(world, some, true, broken);
            }
        }
        return runs;
    }

    private static List<Map<Integer, Fault>> singles(int from) {
        return IntStream.range(from, CALLS).boxed().flatMap(call -> FAULTS.stream().map(f -> Map.of(call, f))).toList();
    }

    private static int afterwards(World world, Map<Integer, Fault> faults, boolean staysDown, Set<Breakage> broken) {
        for (Optional<Consumer<Simulation>> asks : AFTERWARDS) {
            Simulation simulation = new Simulation(world, faults, staysDown, broken);
            asks.ifPresentOrElse(a -> a.accept(simulation), simulation::leftAlone);
        }
        return AFTERWARDS.size();
    }
}
