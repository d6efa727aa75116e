package dev.bulwarden.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** True time, and what the clocks of two machines make of it. */
final class SimulatedTime {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private Duration now = Duration.ZERO;
    private Duration booted = Duration.ZERO;
    private Duration hostAsleep = Duration.ZERO;
    private Duration hostSet = Duration.ZERO;
    private Duration controllerAsleep = Duration.ZERO;
    private Duration controllerSet = Duration.ZERO;

    /** Since the simulation began; nobody can read it. */
    Duration now() {
        return now;
    }

    void advanceTo(Duration later) {
        now = later;
    }

    /** CLOCK_MONOTONIC of the host, by which systemd's timers and sleep(1) go: it stands still while the host sleeps. */
    Duration monotonic() {
        return now.minus(booted).minus(hostAsleep);
    }

    /** /proc/uptime of the host, CLOCK_BOOTTIME: it does not. */
    Duration uptime() {
        return now.minus(booted);
    }

    /** The host's time of day. */
    Duration timeOfDay() {
        return now.plus(hostSet);
    }

    boolean hostSlept() {
        return !hostAsleep.isZero();
    }

    void hostAsleep(Duration time) {
        hostAsleep = hostAsleep.plus(time);
    }

    void hostBooted() {
        booted = now;
        hostAsleep = Duration.ZERO;
    }

    void setHostClock(Duration by) {
        hostSet = hostSet.plus(by);
    }

    void setControllerClock(Duration by) {
        controllerSet = controllerSet.plus(by);
    }

    void controllerAsleep(Duration time) {
        controllerAsleep = controllerAsleep.plus(time);
    }

    /** The controller's clocks: its steady one is Java's nanoTime, which stands still while it sleeps. */
    Clocks controller(Set<Breakage> broken) {
        return new Clocks() {
            @Override
            public Instant now() {
                return START.plus(now).plus(controllerSet);
            }

            @Override
            public Duration steady() {
                return broken.contains(Breakage.MEASURED_BY_TIME_OF_DAY)
                        ? Duration.between(START, now())
                        : now.minus(controllerAsleep);
            }
        };
    }
}
