package dev.bulwarden.transaction;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The controller's two clocks. Durations are measured with one of them, and told with the other. */
public interface Clocks {
    /** The time of day; may be set forward or back at any moment. */
    Instant now();

    /** Since some moment in the past; never jumps, and may stand still while this machine sleeps. */
    Duration steady();

    /** This machine's. */
    static Clocks of(InstantSource source) {
        return new Clocks() {
            @Override
            public Instant now() {
                return source.instant();
            }

            @Override
            public Duration steady() {
                return Duration.ofNanos(System.nanoTime());
            }
        };
    }
}
