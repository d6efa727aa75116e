package dev.bulwarden.fleet;

import dev.bulwarden.fleet.StopRequest.Stage;
import dev.bulwarden.inventory.Host;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs the same work on many hosts, each on a virtual thread of its own: group after group, batch after batch. Where a group has had enough, the
 * groups after it are not begun either. One host's trouble, its bugs included, is never another's. For one run.
 *
 * @param <T> what the work gives
 */
public final class Fleet<T> {
    /** The work on one host. */
    public interface Work<T> {
        /**
         * Does it; every expected trouble is part of the value.
         *
         * @throws InterruptedException if interrupted before anything was changed
         */
        T on(Host host) throws InterruptedException;
    }

    /** Hears of hosts as they begin and end, and of requests to stop; called from many threads. */
    public interface Listener<T> {
        void started(Host host);

        void ended(HostResult<T> result);

        /**
         * Somebody asked to stop.
         *
         * @param underWay hosts that are being worked on
         * @param interrupted whether their work is interrupted by it; if not, it is finished
         */
        void stopping(StopRequest request, List<Host> underWay, boolean interrupted);
    }

    private final Work<T> work;
    private final Function<T, Health> health;
    private final Listener<T> listener;
    private final StopRequest request;
    private final Stage interrupting;
    private final Map<String, HostResult<T>> results = new HashMap<>();
    private final Map<Thread, Host> underWay = new LinkedHashMap<>();
    private Optional<String> enough = Optional.empty();
    private boolean interrupted;

    /**
     * @param request who may ask it to stop
     * @param interrupting from which stage of the request on work under way is interrupted: {@link Stage#FINISH} for work that changes nothing
     */
    public Fleet(Work<T> work, Function<T, Health> health, Listener<T> listener, StopRequest request,
            Stage interrupting) {
        this.work = Objects.requireNonNull(work, "work is null");
        this.health = Objects.requireNonNull(health, "health is null");
        this.listener = Objects.requireNonNull(listener, "listener is null");
        this.request = Objects.requireNonNull(request, "request is null");
        this.interrupting = Objects.requireNonNull(interrupting, "interrupting is null");
    }

    /**
     * Works on all hosts.
     *
     * @param groups in the order they are begun; no host is in two of them
     * @return one result a host, in the order given
     * @throws InterruptedException if this thread is interrupted; hosts under way are interrupted, too, and waited for
     */
    public List<HostResult<T>> run(List<RolloutGroup> groups) throws InterruptedException {
        try (var _ = request.obeyed(); var _ = request.heard(this::asked)) {
            for (RolloutGroup group : groups) {
                runGroup(group);
            }
        } catch (InterruptedException e) {
            abandon();
            throw e;
        }
        return groups.stream().flatMap(g -> g.hosts().stream()).map(this::result).toList();
    }

    private synchronized HostResult<T> result(Host host) {
        return Objects.requireNonNull(results.get(host.name()));
    }

    private void runGroup(RolloutGroup group) throws InterruptedException {
        Tally tally = new Tally(group.rollout().maxFailures(), group.rollout().maxUnreachable());
        for (List<Host> batch : Batches.of(group.hosts(), group.rollout().serial())) {
            for (Host host : batch) {
                await(Math.max(1, group.rollout().forks()));
                if (!started(host, tally)) {
                    end(new HostResult.NotStarted<>(host, why(tally)), tally);
                }
            }
            await(1);
        }
        enough = enough.or(tally::exceeded);
    }

    /** Waits until fewer than so many hosts are under way. */
    private synchronized void await(int width) throws InterruptedException {
        while (underWay.size() >= width) {
            wait();
        }
    }

    private synchronized boolean started(Host host, Tally tally) {
        if (request.stage() != Stage.NONE || enough.isPresent() || tally.exceeded().isPresent()) {
            return false;
        }
        Thread thread = Thread.ofVirtual().name(host.name()).unstarted(() -> one(host, tally));
        underWay.put(thread, host);
        thread.start();
        return true;
    }

    private String why(Tally tally) {
        return request.why().or(() -> enough).or(tally::exceeded).orElseThrow();
    }

    private void one(Host host, Tally tally) {
        try {
            listener.started(host);
            end(worked(host), tally);
        } finally {
            synchronized (this) {
                underWay.remove(Thread.currentThread());
                notifyAll();
            }
        }
    }

    @SuppressWarnings("IllegalCatch")
    private HostResult<T> worked(Host host) {
        try {
            return new HostResult.Done<>(host, work.on(host));
        } catch (InterruptedException _) {
            return new HostResult.NotStarted<>(host, request.why().orElse("interrupted"));
        } catch (RuntimeException | Error e) {
            return new HostResult.Crashed<>(host, e);
        }
    }

    private void end(HostResult<T> result, Tally tally) {
        switch (result) {
            case HostResult.Done<T>(var _, var value) -> tally.count(health.apply(value));
            case HostResult.Crashed<T> _ -> tally.count(Health.FAILED);
            case HostResult.NotStarted<T> _ -> {
            }
        }
        synchronized (this) {
            results.put(result.host().name(), result);
        }
        listener.ended(result);
    }

    /** Interrupts once: what a first interrupt has begun is not disturbed by further ones. */
    private void asked() {
        boolean now = request.stage().compareTo(interrupting) >= 0;
        List<Host> hosts;
        boolean first;
        synchronized (this) {
            hosts = List.copyOf(underWay.values());
            first = now && !interrupted;
            interrupted = now;
        }
        listener.stopping(request, hosts, now);
        if (first) {
            interrupt();
        }
    }

    private synchronized void interrupt() {
        new ArrayList<>(underWay.keySet()).forEach(Thread::interrupt);
    }

    private synchronized void abandon() {
        while (!underWay.isEmpty()) {
            interrupt();
            try {
                wait();
            } catch (InterruptedException _) {
                // it is on its way out already; nobody is left behind in the middle of a change
            }
        }
    }
}
