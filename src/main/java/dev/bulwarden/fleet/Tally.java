package dev.bulwarden.fleet;

import java.util.Optional;

/** Counts the hosts that went wrong and says when that is enough. Safe for many threads. */
final class Tally {
    private final int maxFailures;
    private final int maxUnreachable;
    private int failures;
    private int unreachable;
    private boolean stop;

    Tally(int maxFailures, int maxUnreachable) {
        this.maxFailures = maxFailures;
        this.maxUnreachable = maxUnreachable;
    }

    synchronized void count(Health health) {
        switch (health) {
            case FINE -> {
            }
            case FAILED -> failures++;
            case UNREACHABLE -> unreachable++;
            case STOP -> stop = true;
        }
    }

    /** Why no further host may be started, if so. */
    synchronized Optional<String> exceeded() {
        if (stop) {
            return Optional.of("stopped: the state of another host is unknown");
        }
        if (failures > maxFailures) {
            return Optional.of("stopped: " + failures + " failed, max_failures is " + maxFailures);
        }
        if (unreachable > maxUnreachable) {
            return Optional.of("stopped: " + unreachable + " unreachable, max_unreachable is " + maxUnreachable);
        }
        return Optional.empty();
    }
}
