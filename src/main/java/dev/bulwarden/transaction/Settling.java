package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.journal.Unfinished;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Settles hosts: {@link Settlement} over logins. Safe for many threads.
 *
 * @param connector opens the logins
 * @param abandoned whether a transaction is of a dead run of this controller, so that it may be ended at once
 * @param clocks the controller's
 */
public record Settling(Connector connector, Predicate<String> abandoned, Clocks clocks) {
    /** The longest that a lease may stand, with room for the restore. */
    private static final Duration LONGEST = Duration.ofMinutes(12);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    public Settling {
        Objects.requireNonNull(connector, "connector is null");
        Objects.requireNonNull(abandoned, "abandoned is null");
        Objects.requireNonNull(clocks, "clocks is null");
    }

    /**
     * Settles one host.
     *
     * @param known what this controller does not know the end of there
     * @param wait whether to wait for what is still in doubt and has a known end
     * @param listener hears once what is waited for
     * @return nothing: there is nothing to settle
     */
    public List<Settled> settle(Host host, List<Unfinished> known, boolean wait, Consumer<String> listener)
            throws InterruptedException {
        Duration until = clocks.steady().plus(LONGEST);
        List<Settled> settled = attempt(host, known);
        List<Unfinished> pending = pending(host, settled);
        if (wait && !pending.isEmpty()) {
            listener.accept("waiting; the host settles by "
                    + pending.getFirst().settledBy().orElseThrow().truncatedTo(ChronoUnit.SECONDS));
        }
        try {
            while (wait && !pending.isEmpty() && clocks.steady().compareTo(until) <= 0) {
                Thread.sleep(PAUSE);
                settled = attempt(host, together(known, pending));
                pending = pending(host, settled);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody waits any longer; what is known is told
        }
        return settled;
    }

    private List<Unfinished> pending(Host host, List<Settled> settled) {
        return settled.stream().flatMap(one -> pending(host, one).stream()).toList();
    }

    /** Of one that is in doubt until a known time: what is still to be found out. */
    private Optional<Unfinished> pending(Host host, Settled one) {
        return one.outcome() instanceof Outcome.InDoubt doubt
                && doubt.settledBy().filter(by -> by.isAfter(clocks.now())).isPresent()
                        ? Optional.of(new Unfinished(host.name(), one.transaction(), doubt.step().toString(),
                                doubt.settledBy()))
                        : Optional.empty();
    }

    /** What somebody else held when we began to wait is told of, too. */
    private static List<Unfinished> together(List<Unfinished> known, List<Unfinished> pending) {
        Map<String, Unfinished> together = new LinkedHashMap<>();
        known.forEach(u -> together.put(u.transaction(), u));
        pending.forEach(u -> together.putIfAbsent(u.transaction(), u));
        return List.copyOf(together.values());
    }

    private List<Settled> attempt(Host host, List<Unfinished> known) throws InterruptedException {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            return over(remote, host, known);
        } catch (RemoteFailure e) {
            if (known.isEmpty()) {
                return List.of(new Settled("", "",
                        new Outcome.Unreached(e.diagnostic(), e instanceof RemoteFailure.Unreachable)));
            }
            return known.stream().map(u -> new Settled(u.transaction(), "", new Outcome.InDoubt(u.transaction(),
                    Step.named(u.step()).orElse(Step.STAGE), e.diagnostic(), u.settledBy(),
                    HostScript.console(u.transaction())))).toList();
        }
    }

    /** One pass over a login that is open already. */
    public List<Settled> over(Remote remote, Host host, List<Unfinished> known)
            throws RemoteFailure, InterruptedException {
        return new Settlement(new Verbs(connector, remote, host), abandoned, clocks).run(known);
    }

    /** The verbs over one login. */
    private record Verbs(Connector connector, Remote remote, Host host) implements SettleTarget {
        @Override
        public Reply status() throws RemoteFailure, InterruptedException {
            return Reply.of(remote.run(HostScript.status()));
        }

        @Override
        public Reply settle(String transaction, boolean own) throws RemoteFailure, InterruptedException {
            return Reply.of(remote.run(HostScript.settle(transaction, own)));
        }

        @Override
        public Optional<Diagnostic> answerAsBefore() throws InterruptedException {
            return ShellTarget.login(connector, host.endpoint(), host.login());
        }
    }
}
