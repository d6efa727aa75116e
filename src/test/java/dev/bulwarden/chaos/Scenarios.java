package dev.bulwarden.chaos;

import dev.bulwarden.chaos.Scenario.AtStep;
import dev.bulwarden.chaos.Scenario.Blow;
import dev.bulwarden.chaos.Scenario.Next;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.transaction.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Makes scenarios up. Consecutive numbers go through all kinds of strike, and in time each kind through all steps. */
final class Scenarios {
    private static final List<Strike.Kind> KINDS = List.of(Strike.Kind.values());
    private static final List<Debian> DEBIANS = Debian.withSystemd();
    private static final List<Change> CHANGES = List.of(Change.values());
    private static final List<Step> STEPS = List.of(Step.values());
    /** How many runs it takes to aim once at each step with each kind. */
    static final int CELLS = KINDS.size() * STEPS.size();
    private static final String STATE = "/var/lib/bulwarden";
    private static final String CONFIG = "/etc/ssh";

    private final long seed;
    /** Each kind begins at another one. */
    private final List<Step> steps = new ArrayList<>(STEPS);

    Scenarios(long seed) {
        this.seed = seed;
        Collections.shuffle(steps, new Random(seed));
    }

    Scenario of(int number) {
        Random random = Random.from(new SplittableRandom(seed * 1_000_003 + number));
        Strike.Kind kind = KINDS.get(number % KINDS.size());
        Step step = steps.get((number / KINDS.size() + number % KINDS.size()) % STEPS.size());
        List<Blow> blows = new ArrayList<>();
        if (step == Step.RESTORE) {
            blows.add(provocation(kind, random));
        }
        blows.add(new AtStep(step, delay(random), strike(kind, random)));
        if (random.nextInt(10) < 4) {
            Strike.Kind second = KINDS.get(random.nextInt(KINDS.size()));
            if (blows.stream().allMatch(b -> compatible(b.strike().kind(), second))) {
                blows.add(new Next(Duration.ofMillis(random.nextInt(6500)), strike(second, random)));
            }
        }
        Change change = CHANGES.get(random.nextInt(CHANGES.size()));
        return new Scenario(number, DEBIANS.get(number % DEBIANS.size()), change, 5 + random.nextInt(3), blows);
    }

    /** What makes a controller restore, so that something can go wrong with that. */
    private static Blow provocation(Strike.Kind then, Random random) {
        return random.nextBoolean() || !compatible(then, Strike.Kind.DAEMON_DIES)
                ? new AtStep(Step.RELOAD, Duration.ZERO,
                        new Strike.Wall(Duration.ofMillis(1500 + random.nextInt(3000))))
                : new AtStep(Step.TAKE, Duration.ZERO, new Strike.DaemonDiesOnReload());
    }

    /**
     * A dead controller cannot be killed; what is mounted for a test does not outlive the power; mounts do not stack; a daemon that is killed
     * when all is over, and that nobody starts again, is no fault of ours.
     */
    private static boolean compatible(Strike.Kind one, Strike.Kind other) {
        List<Strike.Kind> both = List.of(one, other);
        boolean full = both.contains(Strike.Kind.FULL_DISK);
        boolean dead = both.contains(Strike.Kind.DAEMON_DIES) && both.contains(Strike.Kind.DAEMON_KILLED);
        return one != other && !dead
                && !(full && (both.contains(Strike.Kind.POWER_CYCLE) || both.contains(Strike.Kind.READ_ONLY_ETC)));
    }

    /** Often at once, often within the step, sometimes somewhere later. */
    private static Duration delay(Random random) {
        int kind = random.nextInt(10);
        int most = kind < 3 ? 1 : kind < 8 ? 250 : 2000;
        return Duration.ofMillis(random.nextInt(most));
    }

    /** Mostly shorter than the host waits, often longer, seldom longer than the controller tries. */
    private static Duration lasting(Random random) {
        int kind = random.nextInt(20);
        int least = kind < 11 ? 200 : kind < 19 ? 5000 : 18000;
        int most = kind < 11 ? 4000 : kind < 19 ? 9000 : 25000;
        return Duration.ofMillis(least + random.nextInt(most - least));
    }

    private static Strike strike(Strike.Kind kind, Random random) {
        return switch (kind) {
            case KILL -> new Strike.Kill();
            case INTERRUPT -> new Strike.Signal("INT", 1);
            case INTERRUPT_TWICE -> new Strike.Signal("INT", 2);
            case TERMINATE -> new Strike.Signal("TERM", 1);
            case TERMINATE_TWICE -> new Strike.Signal("TERM", 2);
            case CUT -> new Strike.Cut(lasting(random));
            case WALL -> new Strike.Wall(lasting(random));
            case STALL -> new Strike.Stall(
                    List.of(Relay.State.SILENT, Relay.State.SILENT_TO_HOST, Relay.State.SILENT_FROM_HOST)
                            .get(random.nextInt(3)),
                    lasting(random), random.nextInt(3) > 0);
            case UNPLUG -> new Strike.Unplug(lasting(random));
            case POWER_CYCLE -> new Strike.PowerCycle();
            case SUSPEND -> new Strike.Suspend(lasting(random));
            case FULL_DISK -> new Strike.FullDisk(
                    List.of(List.of(STATE), List.of(CONFIG), List.of(STATE, CONFIG)).get(random.nextInt(3)));
            case READ_ONLY_ETC -> new Strike.ReadOnlyEtc(lasting(random));
            case DAEMON_KILLED -> new Strike.DaemonKilled();
            case DAEMON_DIES -> new Strike.DaemonDiesOnReload();
        };
    }
}
