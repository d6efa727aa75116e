package dev.bulwarden.fleet;

import dev.bulwarden.inventory.Host;
import dev.bulwarden.playbook.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Runs the same work on many hosts, each on a virtual thread of its own, batch after batch. One host's trouble, its bugs included, is never
 * another's.
 *
 * @param <T> what the work gives
 */
public final class Fleet<T> {
    /** The work on one host. */
    public interface Work<T> {
        /** Does it; every expected trouble is part of the value. */
        T on(Host host) throws InterruptedException;
    }

    /** Hears of hosts as they begin and end; called from many threads. */
    public interface Listener<T> {
        void started(Host host);

        void ended(HostResult<T> result);
    }

    private final Rollout rollout;
    private final Work<T> work;
    private final Function<T, Health> health;
    private final Listener<T> listener;
    private final Tally tally;
    private volatile Optional<String> stopped = Optional.empty();

    public Fleet(Rollout rollout, Work<T> work, Function<T, Health> health, Listener<T> listener) {
        this.rollout = Objects.requireNonNull(rollout, "rollout is null");
        this.work = Objects.requireNonNull(work, "work is null");
        this.health = Objects.requireNonNull(health, "health is null");
        this.listener = Objects.requireNonNull(listener, "listener is null");
        this.tally = new Tally(rollout.maxFailures(), rollout.maxUnreachable());
    }

    /** Starts no further host; hosts under way are finished. May be called from any thread. */
    public void stop(String why) {
        stopped = Optional.of(why);
    }

    /**
     * Works on all hosts.
     *
     * @return one result a host, in the order given
     * @throws InterruptedException if interrupted; hosts under way are interrupted, too
     */
    public List<HostResult<T>> run(List<Host> hosts) throws InterruptedException {
        Map<String, HostResult<T>> results = new ConcurrentHashMap<>();
        for (List<Host> batch : Batches.of(hosts, rollout.serial())) {
            runBatch(batch, results);
        }
        List<HostResult<T>> ordered = new ArrayList<>(hosts.size());
        for (Host host : hosts) {
            ordered.add(Objects.requireNonNull(results.get(host.name())));
        }
        return ordered;
    }

    private void runBatch(List<Host> batch, Map<String, HostResult<T>> results) throws InterruptedException {
        Semaphore width = new Semaphore(Math.max(1, rollout.forks()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (Host host : batch) {
                    width.acquire();
                    Optional<String> why = stopped.or(tally::exceeded);
                    if (why.isPresent()) {
                        width.release();
                        end(new HostResult.NotStarted<>(host, why.get()), results);
                    } else {
                        threads.execute(() -> {
                            try {
                                end(one(host), results);
                            } finally {
                                width.release();
                            }
                        });
                    }
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    @SuppressWarnings("IllegalCatch")
    private HostResult<T> one(Host host) {
        listener.started(host);
        try {
            return new HostResult.Done<>(host, work.on(host));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HostResult.Crashed<>(host, e);
        } catch (RuntimeException | Error e) {
            return new HostResult.Crashed<>(host, e);
        }
    }

    private void end(HostResult<T> result, Map<String, HostResult<T>> results) {
        switch (result) {
            case HostResult.Done<T>(var _, var value) -> tally.count(health.apply(value));
            case HostResult.Crashed<T> _ -> tally.count(Health.FAILED);
            case HostResult.NotStarted<T> _ -> {
            }
        }
        results.put(result.host().name(), result);
        listener.ended(result);
    }
}
