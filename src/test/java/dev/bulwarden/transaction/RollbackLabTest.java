package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.EachReach;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.Reach;
import dev.bulwarden.lab.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Undoing on real hosts. */
class RollbackLabTest {
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String DROP_IN = "/etc/ssh/sshd_config.d/50-ours.conf";
    private static final String PAM = "/etc/pam.d/sshd";
    @TempDir
    Path folder;

    @EachReach(booted = true)
    void theNewestIsUndoneThenTheFirst(Debian debian, Reach reach) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder, reach)) {
            Snapshot pristine = lab.snapshot("/etc/ssh");
            apply(bench, lab, "MaxAuthTries 5\n");
            String first = lab.read(MAIN);
            apply(bench, lab, "MaxSessions 7\n");
            assertThat(lab.sshdT()).contains("maxauthtries 5\n", "maxsessions 7\n");

            assertThat(bench.rollback("")).isInstanceOf(Outcome.Applied.class);
            assertThat(lab.read(MAIN)).isEqualTo(first);
            assertThat(lab.sshdT()).contains("maxauthtries 5\n", "maxsessions 10\n");

            assertThat(bench.rollback("first")).isInstanceOf(Outcome.Applied.class);
            assertThat(pristine.withoutTimes().differences(lab.snapshot("/etc/ssh").withoutTimes())).isEmpty();
            assertThat(lab.sh("getent group sshauth || true")).isEmpty();
            bench.login();
        }
    }

    @EachDebian
    void aFileSomebodyChangedSinceIsNotOverwritten(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            apply(bench, lab, "MaxAuthTries 5\n");
            lab.write(MAIN, lab.read(MAIN) + "# mine\n");
            Snapshot before = lab.snapshot();
            assertThat(bench.rollback("")).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.why().message()).contains("has changed since the plan was made"));
            assertThat(before.differences(lab.snapshot())).isEmpty();
        }
    }

    @EachDebian
    void aTransactionNobodyFinishedIsRestored(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            apply(bench, lab, "MaxAuthTries 5\n");
            String good = lab.read(MAIN);
            // What a controller leaves that dies between installing and the fresh login.
            lab.sh("cd /var/lib/bulwarden && set -- */verdict.applied && mv \"$1\" lease.reloaded");
            assertThat(bench.rollback("")).isInstanceOf(Outcome.RolledBack.class);
            assertThat(lab.read(MAIN)).isNotEqualTo(good);
            assertThat(lab.sh("ls /var/lib/bulwarden/lease.* 2>/dev/null || true")).isEmpty();
            bench.login();
        }
    }

    @EachReach(booted = true)
    void theFirstIsReachedThoughThoseInTheMiddleWerePruned(Debian debian, Reach reach) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder, reach)) {
            Snapshot pristine = lab.snapshot("/etc/ssh", "/etc/pam.d");
            done(bench, bench.edit(MAIN, "MaxAuthTries 5\n" + lab.read(MAIN)));
            done(bench, bench.create(DROP_IN, "MaxSessions 7\n"));
            assertThat(bench.rollback("")).isInstanceOf(Outcome.Applied.class);
            assertThat(lab.exists(DROP_IN)).isFalse();
            done(bench, bench.edit(PAM, "# ours\n" + lab.read(PAM)));
            done(bench, bench.create(DROP_IN, "MaxSessions 8\n"));
            done(bench, bench.edit(MAIN, "LoginGraceTime 60\n" + lab.read(MAIN)));
            List<String> all = bench.backups().stream().map(b -> b.manifest().transaction().text()).toList();
            assertThat(bench.prune(1)).containsExactlyElementsOf(all.subList(1, 5));
            assertThat(bench.prune(1)).as("once more").isEmpty();
            assertThat(bench.backups().getFirst().manifest().folded()).extracting(TransactionId::text)
                    .containsExactlyElementsOf(all.subList(1, 5));

            assertThat(bench.rollback("first")).isInstanceOfSatisfying(Outcome.Applied.class,
                    applied -> assertThat(applied.notes()).isEmpty());
            assertThat(pristine.withoutTimes().differences(lab.snapshot("/etc/ssh", "/etc/pam.d").withoutTimes()))
                    .isEmpty();
            bench.login();
            assertThat(bench.rollback("first")).as("it is there already").isInstanceOf(Outcome.Unchanged.class);
        }
    }

    @EachDebian
    void pruningKeepsTheFirstAndTheNewest(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            for (int i = 1; i <= 4; i++) {
                apply(bench, lab, "# " + i + "\n");
            }
            List<String> all = bench.backups().stream().map(b -> b.manifest().transaction().text()).toList();
            assertThat(bench.prune(2)).containsExactlyInAnyOrder(all.get(1));
            assertThat(bench.backups()).extracting(b -> b.manifest().transaction().text())
                    .containsExactly(all.get(0), all.get(2), all.get(3));
            assertThat(bench.backups()).allMatch(Backup::applied);
        }
    }

    private static void done(Bench bench, FileEdit edit) throws Exception {
        assertThat(bench.run(edit, List.of(), new ArrayList<>())).isInstanceOf(Outcome.Applied.class);
    }

    private static void apply(Bench bench, LabHost lab, String line) throws Exception {
        assertThat(bench.run(bench.edit(MAIN, line + lab.read(MAIN)),
                List.of(new Action.CreateGroup("sshauth"), new Action.AddMember("sshauth", "carl")), new ArrayList<>()))
                .isInstanceOf(Outcome.Applied.class);
    }

    private static LabHost host(Debian debian) {
        return LabHost.on(debian).withUser("bulwarden").withUser("carl").start();
    }
}
