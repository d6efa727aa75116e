package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two controllers want one host at the same time. */
@LabTest
class RaceLabTest {
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final int ROUNDS = Boolean.getBoolean("bulwarden.full") ? 60 : 8;
    @TempDir
    Path folder;

    @Test
    void oneIsAppliedAndTheOtherRefused() throws Exception {
        LabHost lab = LabHost.on(Debian.BOOKWORM).withUser("bulwarden").shared();
        int held = 0;
        try (Bench ann = new Bench(lab, "bulwarden", Files.createDirectory(folder.resolve("ann")));
                Bench bob = new Bench(lab, "bulwarden", Files.createDirectory(folder.resolve("bob")));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                String old = lab.read(MAIN);
                CyclicBarrier start = new CyclicBarrier(2);
                int late = round;
                Future<Outcome> first = threads.submit(() -> run(ann, "# ann " + late + "\n" + old, start, 0));
                Future<Outcome> second = threads.submit(() -> run(bob, "# bob " + late + "\n" + old, start, late));
                List<Outcome> outcomes = List.of(first.get(), second.get());
                assertThat(outcomes).as("round " + round).hasAtLeastOneElementOfType(Outcome.Applied.class)
                        .hasAtLeastOneElementOfType(Outcome.Refused.class);
                String winner = outcomes.getFirst() instanceof Outcome.Applied ? "ann" : "bob";
                assertThat(lab.read(MAIN)).isEqualTo("# " + winner + " " + round + "\n" + old);
                for (Outcome outcome : outcomes) {
                    if (outcome instanceof Outcome.Refused(var _, var why)) {
                        assertThat(why.message()).containsPattern(
                                "is held by .*run1 by tester@here since |has changed since");
                        held += why.message().contains("is held by") ? 1 : 0;
                    }
                }
                assertThat(new Verbs(lab, "none").left()).as("round " + round).isEmpty();
                assertThat(lab.sh("ls -d /var/lib/bulwarden/*/ | wc -l").strip()).as("no stage of the loser is left")
                        .isEqualTo(String.valueOf(round + 1));
            }
            assertThat(held).as("they met at least once").isPositive();
            ann.login();
        }
    }

    /** The later the round, the later the second begins: they meet at different steps. */
    private static Outcome run(Bench bench, String text, CyclicBarrier start, int late) throws Exception {
        Request request = bench.request(bench.edit(MAIN, text), List.of(), Duration.ofMinutes(1));
        start.await();
        Thread.sleep(late * 20L);
        return bench.change(request, new ArrayList<>());
    }
}
