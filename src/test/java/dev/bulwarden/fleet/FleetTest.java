package dev.bulwarden.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.fleet.StopRequest.Stage;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.playbook.Rollout.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Fleet.Listener<String> SILENT = new Fleet.Listener<>() {
        @Override
        public void started(Host host) {}

        @Override
        public void ended(HostResult<String> result) {}

        @Override
        public void stopping(StopRequest request, List<Host> underWay, boolean interrupted) {}
    };
    private final StopRequest request = new StopRequest();

    @Test
    void everyHostHasItsResultInTheGivenOrder() throws InterruptedException {
        assertThat(run(Rollout.USUAL, hosts(100), Host::name, _ -> Health.FINE)).extracting(r -> r.host().name())
                .isEqualTo(hosts(100).stream().map(Host::name).toList());
    }

    @Test
    void noMoreThanForksAtOnceAndASlowHostHoldsUpNobody() throws InterruptedException {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var othersDone = new CountDownLatch(19);
        var results = run(new Rollout(List.of(), 0, 0, 4), hosts(20), host -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            if (host.name().equals("h0")) {
                othersDone.await();
            }
            running.decrementAndGet();
            othersDone.countDown();
            return "x";
        }, _ -> Health.FINE);
        assertThat(results).allMatch(r -> r instanceof HostResult.Done);
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void batchesFollowSerialAndTheLastSizeRepeats() {
        assertThat(Batches.of(IntStream.range(0, 10).boxed().toList(),
                List.of(new Batch.Count(1), new Batch.Percent(25)))).extracting(List::size)
                .containsExactly(1, 2, 2, 2, 2, 1);
        assertThat(Batches.of(List.of(), List.of(new Batch.Count(1)))).isEmpty();
    }

    @Test
    void oneFailureInTheCanaryStopsTheRest() throws InterruptedException {
        var seen = Collections.synchronizedList(new ArrayList<String>());
        var results = run(new Rollout(List.of(new Batch.Count(1), new Batch.Percent(100)), 0, 0, 8), hosts(5), host -> {
            seen.add(host.name());
            return "bad";
        }, _ -> Health.FAILED);
        assertThat(seen).containsExactly("h0");
        assertThat(results.subList(1, 5))
                .allSatisfy(r -> assertThat(r).isInstanceOfSatisfying(HostResult.NotStarted.class,
                        n -> assertThat(n.why()).contains("1 failed, max_failures is 0")));
    }

    @Test
    void unreachableHostsHaveALimitOfTheirOwn() throws InterruptedException {
        assertThat(run(new Rollout(List.of(new Batch.Count(1)), 0, 2, 1), hosts(5), _ -> "gone",
                _ -> Health.UNREACHABLE)).filteredOn(r -> r instanceof HostResult.Done).hasSize(3);
    }

    @Test
    void aBugOnOneHostIsNotAnothersTrouble() throws InterruptedException {
        var results = run(new Rollout(List.of(), 1, 0, 2), hosts(4), host -> {
            if (host.name().equals("h1")) {
                throw new IllegalStateException("bug");
            }
            return "fine";
        }, _ -> Health.FINE);
        assertThat(results.get(1)).isInstanceOf(HostResult.Crashed.class);
        assertThat(results).filteredOn(r -> r instanceof HostResult.Done).hasSize(3);
    }

    @Test
    void whatWentWrongInOneGroupStopsTheGroupsAfterIt() throws InterruptedException {
        List<Host> hosts = hosts(6);
        Rollout lenient = new Rollout(List.of(), 1, 0, 1);
        var groups = List.of(new RolloutGroup(lenient, hosts.subList(0, 2)),
                new RolloutGroup(lenient, hosts.subList(2, 4)), new RolloutGroup(lenient, hosts.subList(4, 6)));
        Set<String> bad = Set.of("h0", "h2", "h3");
        var results = fleet(Host::name, h -> bad.contains(h) ? Health.FAILED : Health.FINE, Stage.RESTORE).run(groups);
        assertThat(results.subList(0, 4)).as("one failure of two is within the limit, two are not")
                .allMatch(r -> r instanceof HostResult.Done);
        assertThat(results.subList(4, 6)).allSatisfy(r -> assertThat(r)
                .isInstanceOfSatisfying(HostResult.NotStarted.class, n -> assertThat(n.why()).contains("2 failed")));
    }

    @Test
    void aHostInAnUnknownStateStopsTheGroupsAfterIt() throws InterruptedException {
        List<Host> hosts = hosts(2);
        Rollout careless = new Rollout(List.of(), 9, 9, 1);
        var results = fleet(Host::name, _ -> Health.STOP, Stage.RESTORE).run(List.of(
                new RolloutGroup(careless, hosts.subList(0, 1)), new RolloutGroup(careless, hosts.subList(1, 2))));
        assertThat(results.getLast()).isInstanceOf(HostResult.NotStarted.class);
    }

    @Test
    void askedOnceItFinishesWhatIsUnderWayAndStartsNothing() throws InterruptedException {
        var results = fleet(host -> {
            request.ask("SIGINT");
            return Thread.currentThread().isInterrupted() ? "interrupted" : "finished";
        }, _ -> Health.FINE, Stage.RESTORE).run(groups(1, hosts(3)));
        assertThat(results.getFirst()).isEqualTo(new HostResult.Done<>(hosts(1).getFirst(), "finished"));
        assertThat(results.subList(1, 3)).allSatisfy(r -> assertThat(r).isInstanceOfSatisfying(
                HostResult.NotStarted.class, n -> assertThat(n.why()).isEqualTo("stopped by SIGINT")));
    }

    @Test
    void askedTwiceItInterruptsWhatIsUnderWayOnceHoweverOftenItIsAsked() throws InterruptedException {
        var interrupts = new AtomicInteger();
        var results = fleet(host -> {
            request.ask("SIGTERM");
            for (int times = 0; times < 3; times++) {
                request.ask("SIGTERM");
                interrupts.addAndGet(Thread.interrupted() ? 1 : 0);
            }
            return "restored";
        }, _ -> Health.FINE, Stage.RESTORE).run(groups(1, hosts(2)));
        assertThat(interrupts).hasValue(1);
        assertThat(results.getFirst()).isInstanceOf(HostResult.Done.class);
        assertThat(results.getLast()).isInstanceOf(HostResult.NotStarted.class);
    }

    @Test
    void workThatChangesNothingIsInterruptedAtOnce() throws InterruptedException {
        var results = fleet(host -> {
            request.ask("SIGHUP");
            new CountDownLatch(1).await();
            return "never";
        }, _ -> Health.FINE, Stage.FINISH).run(groups(8, hosts(1)));
        assertThat(results.getFirst()).isEqualTo(new HostResult.NotStarted<>(hosts(1).getFirst(), "stopped by SIGHUP"));
    }

    @Test
    void aRequestThatNobodyObeysIsToldToWhoeverAsked() {
        assertThat(request.ask("SIGINT")).isFalse();
        try (var _ = request.obeyed()) {
            assertThat(request.ask("SIGINT")).isTrue();
        }
        assertThat(request.ask("SIGINT")).isFalse();
    }

    private List<HostResult<String>> run(Rollout rollout, List<Host> hosts, Fleet.Work<String> work,
            Function<String, Health> health) throws InterruptedException {
        return fleet(work, health, Stage.RESTORE).run(List.of(new RolloutGroup(rollout, hosts)));
    }

    private Fleet<String> fleet(Fleet.Work<String> work, Function<String, Health> health, Stage interrupting) {
        return new Fleet<>(work, health, SILENT, request, interrupting);
    }

    private static List<RolloutGroup> groups(int forks, List<Host> hosts) {
        return List.of(new RolloutGroup(new Rollout(List.of(), 0, 0, forks), hosts));
    }

    static List<Host> hosts(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Host("h" + i,
                new Endpoint("192.0.2." + i, List.of(22), Optional.empty(), List.of()),
                new Login("root", List.of(), Optional.empty(), Optional.empty(), Login.Become.NONE, Optional.empty()),
                Map.of(), Optional.empty(), Map.of(), List.of("all"))).toList();
    }
}
