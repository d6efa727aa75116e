package dev.bulwarden.chaos;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.transaction.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What is to happen in one run. The same seed and number give the same scenario; at which instruction it hits is up to the machine.
 *
 * @param confirmWithin of the playbook, in seconds
 * @param blows in order
 */
record Scenario(int number, Debian debian, Change change, int confirmWithin, List<Blow> blows) {
    Scenario {
        Objects.requireNonNull(debian, "debian is null");
        Objects.requireNonNull(change, "change is null");
        blows = List.copyOf(blows);
    }

    /** A strike and its moment. */
    sealed interface Blow {
        Strike strike();

        Duration delay();
    }

    /** Some time after the controller has told that it begins a step. */
    record AtStep(Step step, Duration delay, Strike strike) implements Blow {}

    /** Some time after the blow before. */
    record Next(Duration delay, Strike strike) implements Blow {}

    /** Whether some disk is to be filled. */
    boolean fillsDisk() {
        return blows.stream().anyMatch(b -> b.strike() instanceof Strike.FullDisk);
    }

    @Override
    public String toString() {
        return "run " + number + " on " + debian + ", " + change + " confirmed within " + confirmWithin + " s: "
                + blows;
    }
}
