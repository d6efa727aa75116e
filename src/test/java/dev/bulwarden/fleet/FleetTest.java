package dev.bulwarden.fleet;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Fleet.Listener<String> SILENT = new Fleet.Listener<>() {
        @Override
        public void started(Host host) {}

        @Override
        public void ended(HostResult<String> result) {}
    };

    @Test
    void everyHostHasItsResultInTheGivenOrder() throws InterruptedException {
        var fleet = new Fleet<>(Rollout.USUAL, Host::name, _ -> Health.FINE, SILENT);
        assertThat(fleet.run(hosts(100))).extracting(r -> r.host().name())
                .isEqualTo(hosts(100).stream().map(Host::name).toList());
    }

    @Test
    void noMoreThanForksAtOnceAndASlowHostHoldsUpNobody() throws InterruptedException {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var othersDone = new CountDownLatch(19);
        var fleet = new Fleet<>(new Rollout(List.of(), 0, 0, 4), host -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            if (host.name().equals("h0")) {
                othersDone.await();
            }
            running.decrementAndGet();
            othersDone.countDown();
            return "x";
        }, _ -> Health.FINE, SILENT);
        assertThat(fleet.run(hosts(20))).allMatch(r -> r instanceof HostResult.Done);
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
        var fleet = new Fleet<>(new Rollout(List.of(new Batch.Count(1), new Batch.Percent(100)), 0, 0, 8), host -> {
            seen.add(host.name());
            return "bad";
        }, _ -> Health.FAILED, SILENT);
        var results = fleet.run(hosts(5));
        assertThat(seen).containsExactly("h0");
        assertThat(results.subList(1, 5))
                .allSatisfy(r -> assertThat(r).isInstanceOfSatisfying(HostResult.NotStarted.class,
                        n -> assertThat(n.why()).contains("1 failed, max_failures is 0")));
    }

    @Test
    void unreachableHostsHaveALimitOfTheirOwn() throws InterruptedException {
        var fleet = new Fleet<>(new Rollout(List.of(new Batch.Count(1)), 0, 2, 1), _ -> "gone", _ -> Health.UNREACHABLE,
                SILENT);
        assertThat(fleet.run(hosts(5))).filteredOn(r -> r instanceof HostResult.Done).hasSize(3);
    }

    @Test
    void aBugOnOneHostIsNotAnothersTrouble() throws InterruptedException {
        var fleet = new Fleet<>(new Rollout(List.of(), 1, 0, 2), host -> {
            if (host.name().equals("h1")) {
                throw new IllegalStateException("bug");
            }
            return "fine";
        }, _ -> Health.FINE, SILENT);
        var results = fleet.run(hosts(4));
        assertThat(results.get(1)).isInstanceOf(HostResult.Crashed.class);
        assertThat(results).filteredOn(r -> r instanceof HostResult.Done).hasSize(3);
    }

    static List<Host> hosts(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Host("h" + i,
                new Endpoint("192.0.2." + i, List.of(22), Optional.empty(), List.of()),
                new Login("root", List.of(), Optional.empty(), Optional.empty(), Login.Become.NONE, Optional.empty()),
                Map.of(), Optional.empty(), Map.of(), List.of("all"))).toList();
    }
}
