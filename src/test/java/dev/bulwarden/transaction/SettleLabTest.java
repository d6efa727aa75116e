package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.command.Output;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.lab.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dead controllers and lost links leave on real hosts, and what settling says and does about it. */
class SettleLabTest {
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final List<Step> NOTHING_YET = List.of(Step.STAGE, Step.EVALUATE, Step.TAKE);
    @TempDir
    Path folder;

    /** The controller dies after the host has done a step and before it knows. */
    @Test
    @LabTest
    void aControllerKilledAfterEachStepIsSettledAtOnceAndToldAbout() throws Exception {
        LabHost lab = host(Debian.BOOKWORM);
        var links = new ArrayList<CutLink>();
        try (Bench bench = new Bench(lab, "bulwarden", folder, c -> cut(links, c, true))) {
            CutLink link = links.getFirst();
            for (var killed : Map.of("stage", Step.STAGE, "evaluation", Step.EVALUATE, "take", Step.TAKE, "install",
                    Step.INSTALL, "reload", Step.RELOAD, "release", Step.RELEASE).entrySet()) {
                Snapshot before = lab.snapshot("/etc/ssh");
                String old = lab.read(MAIN);
                link.cutAfter(killed.getKey());
                assertThatThrownBy(() -> run(bench, "# " + killed.getKey() + "\n" + old, Duration.ofMinutes(5)))
                        .isInstanceOf(CutLink.Killed.class);
                Outcome outcome = only(bench.settle(true, true, killed.getValue())).outcome();
                if (killed.getValue() == Step.RELEASE) {
                    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
                    assertThat(lab.read(MAIN)).startsWith("# release\n");
                } else {
                    assertThat(outcome).as(killed.getKey()).isInstanceOf(
                            NOTHING_YET.contains(killed.getValue())
                                    ? Outcome.Refused.class
                                    : Outcome.RolledBack.class);
                    assertThat(before.differences(lab.snapshot("/etc/ssh"))).as(killed.getKey()).isEmpty();
                }
                assertThat(new Verbs(lab, bench.transaction()).left()).as(killed.getKey()).isEmpty();
                assertThat(bench.settle(true, true)).as("nothing to settle").isEmpty();
                bench.login();
            }
        }
    }

    /** The link goes after the reload; the commands shown are typed on the console instead of waiting. */
    @Test
    @LabTest
    void aLostLinkSaysByWhenAndTheConsoleCommandsWork() throws Exception {
        LabHost lab = host(Debian.BOOKWORM);
        var links = new ArrayList<CutLink>();
        try (Bench bench = new Bench(lab, "bulwarden", folder, c -> cut(links, c, false))) {
            Snapshot before = lab.snapshot("/etc/ssh");
            links.getFirst().cutAfter("reload");
            Instant began = Instant.now();
            Outcome.InDoubt doubt = (Outcome.InDoubt) run(bench, "# new\n" + lab.read(MAIN), Duration.ofMinutes(5));
            assertThat(doubt.step()).isEqualTo(Step.RELOAD);
            assertThat(doubt.settledBy().orElseThrow()).isBetween(began.plusSeconds(300), began.plusSeconds(500));
            assertThat(doubt.console()).first().asString().startsWith("sh /var/lib/bulwarden/" + bench.transaction());
            for (String line : doubt.console()) {
                assertThat(lab.sh(line)).as(line).matches(line.contains("undo.sh")
                        ? "settled restored-console\n"
                        : line.contains("sshd -t") ? "" : "(?s)\\{.*" + bench.transaction() + ".*");
            }
            assertThat(only(bench.settle(true, true, Step.RELOAD)).outcome())
                    .isInstanceOfSatisfying(Outcome.RolledBack.class,
                            back -> assertThat(back.why().message()).contains("on the console"));
            assertThat(before.differences(lab.snapshot("/etc/ssh"))).isEmpty();
            bench.login();
        }
    }

    /** What another controller holds is never taken away; it says who, since when and until when, and waits. */
    @Test
    @LabTest
    void whatAnotherControllerHoldsIsLeftAloneUntilItsTimeIsOver() throws Exception {
        LabHost lab = host(Debian.TRIXIE);
        try (Bench bench = new Bench(lab, "bulwarden", folder)) {
            Snapshot before = lab.snapshot("/etc/ssh");
            Verbs other = new Verbs(lab, "other");
            assertThat(other.stage(MAIN, "# other\n" + lab.read(MAIN)).status()).isZero();
            assertThat(other.verb("take", 30).status()).isZero();
            assertThat(other.verb("install").status()).isZero();
            Settled held = only(bench.settle(false, false));
            assertThat(held.outcome()).isInstanceOfSatisfying(Outcome.InDoubt.class,
                    doubt -> assertThat(doubt.settledBy().orElseThrow()).isAfter(Instant.now()));
            assertThat(held.who()).isEqualTo("run run1 by tester@here since 1970-01-01T00:00:00Z");
            assertThat(bench.rollback("", false)).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.why().message()).contains(held.who(), "it ends by"));
            assertThat(run(bench, lab.read(MAIN) + "# mine\n", Duration.ofMinutes(1)))
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why().message())
                            .contains(held.who()).containsPattern("it ends within [0-9]+ s"));
            assertThat(lab.exists("/var/lib/bulwarden/lease.installed")).as("still theirs").isTrue();

            assertThat(only(bench.settle(false, true)).outcome()).isInstanceOf(Outcome.RolledBack.class);
            assertThat(before.differences(lab.snapshot("/etc/ssh"))).isEmpty();
            assertThat(bench.settle(false, false)).isEmpty();
            bench.login();
        }
    }

    @Test
    @LabTest
    void aHostThatRestartedInTheWindowSaysSo() throws Exception {
        LabHost lab = host(Debian.BULLSEYE);
        var links = new ArrayList<CutLink>();
        try (Bench bench = new Bench(lab, "bulwarden", folder, c -> cut(links, c, true))) {
            String old = lab.read(MAIN);
            links.getFirst().cutAfter("reload");
            assertThatThrownBy(() -> run(bench, "# new\n" + old, Duration.ofMinutes(5)))
                    .isInstanceOf(CutLink.Killed.class);
            lab.powerCycle();
            assertThat(only(bench.settle(true, true, Step.RELOAD)).outcome())
                    .isInstanceOfSatisfying(Outcome.RolledBack.class,
                            back -> assertThat(back.why().message()).contains("as it started"));
            assertThat(lab.read(MAIN)).isEqualTo(old);
        }
    }

    /** A stage that nobody took is cleared when it is old, by the host's uptime; one that somebody just makes is not. */
    @Test
    @LabTest
    void onlyAStageThatNobodyCanStillWantIsCleared() throws Exception {
        LabHost lab = host(Debian.BOOKWORM);
        try (Bench bench = new Bench(lab, "bulwarden", folder)) {
            Verbs fresh = new Verbs(lab, "fresh");
            assertThat(fresh.stage(MAIN, "# fresh\n" + lab.read(MAIN)).status()).isZero();
            Verbs old = new Verbs(lab, "old");
            assertThat(old.stage(MAIN, "# old\n" + lab.read(MAIN)).status()).isZero();
            // Begun before the last restart: its uptime lies in the future.
            lab.sh("echo 99999999 >/var/lib/bulwarden/old/began");
            // A clock that was set makes a stage no older.
            lab.sh("touch -d 2001-01-01 /var/lib/bulwarden/fresh");
            assertThat(only(bench.settle(false, false))).isEqualTo(
                    new Settled("old", "run run1 by tester@here since 1970-01-01T00:00:00Z", new Outcome.Unchanged()));
            assertThat(lab.exists("/var/lib/bulwarden/old")).isFalse();
            Output taken = fresh.verb("take", 60);
            assertThat(taken.out()).as(taken.toString()).endsWith("taken\n");
            assertThat(fresh.verb("restore", "asked").out()).isEqualTo("settled untouched\n");
        }
    }

    private static CutLink cut(List<CutLink> links, dev.bulwarden.remote.Connector connector, boolean kills) {
        links.add(new CutLink(connector, kills));
        return links.getFirst();
    }

    private static Outcome run(Bench bench, String text, Duration confirmWithin) throws Exception {
        return bench.run(bench.edit(MAIN, text), List.of(), new ArrayList<>(), confirmWithin);
    }

    private static Settled only(List<Settled> settled) {
        assertThat(settled).hasSize(1);
        return Objects.requireNonNull(settled.getFirst());
    }

    private static LabHost host(Debian debian) {
        return LabHost.on(debian).withUser("bulwarden").shared();
    }
}
