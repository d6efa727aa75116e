package dev.bulwarden.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The operator's wish to end a run before its end: asked once, nothing new is started and what is under way is finished; asked twice, it is put
 * back. Safe for many threads.
 */
public final class StopRequest {
    /** How urgent it is. */
    public enum Stage {
        /** Nobody asked. */
        NONE,
        /** Start nothing new, finish what is under way. */
        FINISH,
        /** Put back what is under way. */
        RESTORE
    }

    /** Holds until it is closed. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private final List<Runnable> hearers = new ArrayList<>();
    private int obeying;
    private Stage stage = Stage.NONE;
    private String by = "";

    /** Until it is closed, somebody looks at {@link #stage} often enough that the program need not be ended the hard way. */
    public synchronized Subscription obeyed() {
        obeying++;
        return this::disobey;
    }

    private synchronized void disobey() {
        obeying--;
    }

    /**
     * Until it is closed, somebody hears of each request that is obeyed.
     *
     * @param hearer called on the thread that asks, once the stage is set; a request that came before is not told
     */
    public synchronized Subscription heard(Runnable hearer) {
        hearers.add(hearer);
        return () -> forget(hearer);
    }

    private synchronized void forget(Runnable hearer) {
        hearers.remove(hearer);
    }

    /**
     * One more request.
     *
     * @param who such as {@code SIGINT}
     * @return whether it is obeyed; if not, nothing is at stake, and the program may be ended at once
     */
    public boolean ask(String who) {
        Objects.requireNonNull(who, "who is null");
        List<Runnable> told;
        synchronized (this) {
            if (obeying == 0) {
                return false;
            }
            stage = stage == Stage.NONE ? Stage.FINISH : Stage.RESTORE;
            by = who;
            told = List.copyOf(hearers);
        }
        told.forEach(Runnable::run);
        return true;
    }

    public synchronized Stage stage() {
        return stage;
    }

    /** Who asked last; empty if nobody did. */
    public synchronized String by() {
        return by;
    }

    /** Why no host is started any more, if so. */
    public synchronized Optional<String> why() {
        return stage == Stage.NONE ? Optional.empty() : Optional.of("stopped by " + by);
    }
}
