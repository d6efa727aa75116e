package dev.bulwarden.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise under fire: whatever fails, whenever, the host ends wholly new or wholly as it was, the daemon serves what is on the disk, the
 * verdict is true, nothing of ours is left, and somebody gets in. Properties of the JVM: {@code bulwarden.full=true} for many runs,
 * {@code bulwarden.chaos.runs} for another number, {@code bulwarden.chaos.seed}, and {@code bulwarden.chaos.run} to repeat one.
 */
@LabTest
class ChaosLabTest {
    private static final long SEED = Long.getLong("bulwarden.chaos.seed", 20261147L);
    private static final boolean FULL = Boolean.getBoolean("bulwarden.full");
    private static final int RUNS = Integer.getInteger("bulwarden.chaos.runs", FULL ? 528 : 12);
    private static final int MANY = 100;
    private static final int SITES_OF_A_RELEASE = Integer.getInteger("bulwarden.chaos.sites", FULL ? 3 : 2);
    /** What happened in each run, for reading. */
    private static final Path STORIES = Path.of("target", "chaos");
    @TempDir
    Path folder;

    private Program program = Program.built();
    private final Coverage coverage = new Coverage();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void whateverFailsSomebodyGetsInAndTheHostIsWhole() throws Exception {
        Map<Debian, Queue<Scenario>> scenarios = scenarios();
        Files.createDirectories(STORIES);
        if (RUNS > MANY) {
            program = Program.cached(folder, this::rehearse);
        }
        List<Callable<Void>> sites = new ArrayList<>();
        for (Map.Entry<Debian, Queue<Scenario>> one : scenarios.entrySet()) {
            for (int i = 0; i < Math.min(SITES_OF_A_RELEASE, one.getValue().size()); i++) {
                int number = sites.size();
                sites.add(() -> play(one.getKey(), number, one.getValue()));
            }
        }
        try (ExecutorService workers = Executors
                .newThreadPerTaskExecutor(Thread.ofPlatform().name("site-", 0).factory())) {
            for (Future<Void> site : workers.invokeAll(sites)) {
                finished(site);
            }
        }
        String told = told();
        System.out.println(told);
        assertThat(failures).as(told).isEmpty();
        if (FULL) {
            assertThat(coverage.missing()).as("strikes that never came").isEmpty();
        }
    }

    /** A run without a strike. */
    private void rehearse(Program recording) throws InterruptedException {
        Scenario calm = new Scenario(0, Debian.BOOKWORM, Change.GROUPS, 60, List.of());
        try (Site site = new Site(Debian.BOOKWORM, 0, folder)) {
            Run.Result result = new Run(recording, calm, site, new Judge()).play();
            assertThat(result.said()).as(result.story()).isEqualTo("applied");
            assertThat(result.problems()).as(result.story()).isEmpty();
        }
    }

    private static Map<Debian, Queue<Scenario>> scenarios() {
        Scenarios scenarios = new Scenarios(SEED);
        int one = Integer.getInteger("bulwarden.chaos.run", -1);
        Map<Debian, Queue<Scenario>> queues = new EnumMap<>(Debian.class);
        for (int number = Math.max(one, 0); number < (one < 0 ? RUNS : one + 1); number++) {
            Scenario scenario = scenarios.of(number);
            queues.computeIfAbsent(scenario.debian(), _ -> new ConcurrentLinkedQueue<>()).add(scenario);
        }
        return queues;
    }

    private Void play(Debian debian, int number, Queue<Scenario> scenarios) throws IOException, InterruptedException {
        Judge judge = new Judge();
        try (Site site = new Site(debian, number, Files.createDirectory(folder.resolve("site-" + number)))) {
            for (Scenario scenario = scenarios.poll(); scenario != null; scenario = scenarios.poll()) {
                Run.Result result = new Run(program, scenario, site, judge).play();
                coverage.count(result);
                if (!result.problems().isEmpty()) {
                    failures.add("FAILED with -Dbulwarden.chaos.seed=" + SEED + " -Dbulwarden.chaos.run="
                            + scenario.number() + "\n" + String.join("\n", result.problems()) + "\n" + result.story());
                }
                write("run-%03d.txt".formatted(scenario.number()),
                        result.story() + "\n" + String.join("\n", result.problems()) + "\n");
                write("summary.txt", told() + "\n\n" + String.join("\n\n", failures) + "\n");
            }
        }
        return null;
    }

    private String told() {
        return "chaos, seed " + SEED + "\n" + coverage;
    }

    private static synchronized void write(String name, String text) throws IOException {
        Files.writeString(STORIES.resolve(name), text);
    }

    private static void finished(Future<Void> site) throws InterruptedException {
        try {
            site.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a site could not go on", e.getCause());
        }
    }
}
