package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Action;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Transactions on real hosts: what is planned happens, or nothing does. */
class TransactionLabTest {
    private static final String MAIN = "/etc/ssh/sshd_config";
    @TempDir
    Path folder;

    @EachDebian
    void aPlannedChangeIsInForceAndNothingElseChanges(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            Snapshot before = lab.snapshot();
            String old = lab.read(MAIN);
            List<Step> steps = new ArrayList<>();
            Outcome outcome = bench.run(bench.edit(MAIN, old.replace("#MaxAuthTries 6", "MaxAuthTries 3")), List.of(),
                    steps);
            assertThat(outcome).isInstanceOf(Outcome.Applied.class);
            assertThat(steps).containsExactly(Step.STAGE, Step.EVALUATE, Step.REHEARSE, Step.TAKE, Step.INSTALL,
                    Step.RELOAD,
                    Step.ANSWER,
                    Step.RELEASE);
            assertThat(lab.sshdT()).contains("maxauthtries 3\n");
            assertThat(before.differences(lab.snapshot())).singleElement().asString().startsWith(MAIN + ":");
            assertThat(lab.sh("ls /etc/ssh/.bulw* /var/lib/bulwarden/lease.* 2>/dev/null || true")).isEmpty();
            assertThat(lab.sh("stat -c %a /var/lib/bulwarden")).isEqualTo("700\n");
        }
    }

    @EachDebian
    void whatSshdRejectsIsRefusedInItsOwnWords(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            Snapshot before = lab.snapshot("/etc", "/var/lib");
            Outcome outcome = bench.run(bench.edit(MAIN, lab.read(MAIN) + "MaxAuthTrees 3\n"), List.of(),
                    new ArrayList<>());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.step()).isEqualTo(Step.EVALUATE);
                assertThat(refused.why().message()).contains("Bad configuration option: MaxAuthTrees");
            });
            assertThat(before.differences(lab.snapshot("/etc", "/var/lib")))
                    .allMatch(d -> d.startsWith("/var/lib/bulwarden: null")
                            || d.startsWith("/var/lib/bulwarden/lock: null"));
        }
    }

    @EachDebian
    void aConfigThatWouldRefuseTheFreshLoginIsRefusedByRehearsal(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            Snapshot before = lab.snapshot("/etc");
            Outcome outcome = bench.run(bench.edit(MAIN, lab.read(MAIN) + "AllowUsers root\n"),
                    List.of(new Action.CreateGroup("sshauth"), new Action.AddMember("sshauth", "carl")),
                    new ArrayList<>());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.step()).isEqualTo(Step.REHEARSE);
                assertThat(refused.why().message()).contains("not allowed because not listed in AllowUsers");
            });
            assertThat(before.differences(lab.snapshot("/etc"))).isEmpty();
            assertThat(lab.sh("ls /var/lib/bulwarden")).isEqualTo("lock\n");
            bench.login();
        }
    }

    /** What no rehearsal can see: somebody else's hook on the reload shuts the door, and only another reload opens it. */
    @EachDebian
    void aConfigThatRefusesTheFreshLoginIsTakenBack(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            lab.sh("""
                    mkdir -p /etc/systemd/system/ssh.service.d
                    printf '[Service]\\nExecReload=/etc/hook\\n' >/etc/systemd/system/ssh.service.d/lab.conf
                    printf '#!/bin/sh\\nif grep -q "^MaxAuthTries 3" %s; then echo sshd: ALL; fi >/etc/hosts.deny\\n' "$1" >/etc/hook
                    chmod 755 /etc/hook
                    : >/etc/hosts.deny
                    systemctl daemon-reload""", MAIN);
            Snapshot before = lab.snapshot();
            Outcome outcome = bench.run(bench.edit(MAIN, lab.read(MAIN) + "MaxAuthTries 3\n"),
                    List.of(new Action.CreateGroup("sshauth"), new Action.AddMember("sshauth", "carl")),
                    new ArrayList<>());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.RolledBack.class, back -> {
                assertThat(back.step()).isEqualTo(Step.ANSWER);
                assertThat(back.why().message()).contains("the fresh login failed");
            });
            assertThat(before.withoutTimes().differences(lab.snapshot().withoutTimes()))
                    .as("group files are rewritten, and their backups by the tools")
                    .allMatch(d -> d.matches("/etc/g(roup|shadow)-:.*"));
            bench.login();
        }
    }

    @EachDebian
    void aReloadThatFailsIsTakenBack(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            lab.sh("""
                    mkdir -p /etc/systemd/system/ssh.service.d
                    printf '[Service]\\nExecReload=\\nExecReload=/bin/false\\n' >/etc/systemd/system/ssh.service.d/lab.conf
                    systemctl daemon-reload""");
            Snapshot before = lab.snapshot("/etc/ssh");
            Outcome outcome = bench.run(bench.edit(MAIN, lab.read(MAIN) + "MaxAuthTries 3\n"), List.of(),
                    new ArrayList<>());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.RolledBack.class,
                    back -> assertThat(back.step()).isEqualTo(Step.RELOAD));
            assertThat(before.differences(lab.snapshot("/etc/ssh"))).isEmpty();
            bench.login();
        }
    }

    @EachDebian
    void aFileThatChangedSinceThePlanIsRefused(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            var edit = bench.edit(MAIN, lab.read(MAIN) + "MaxAuthTries 3\n");
            lab.write(MAIN, lab.read(MAIN) + "# somebody was here\n");
            Snapshot before = lab.snapshot();
            Outcome outcome = bench.run(edit, List.of(), new ArrayList<>());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.why().message())
                            .contains(MAIN + " has changed since the plan was made"));
            assertThat(before.differences(lab.snapshot())).isEmpty();
        }
    }

    @EachDebian
    void aHostHeldByAnotherRunIsRefusedWithWhoAndSinceWhen(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            lab.sh("""
                    mkdir -m 700 -p /var/lib/bulwarden/other
                    echo 'run r1 by ann@desk since 2026-01-02T03:04:05Z' >/var/lib/bulwarden/other/who
                    echo other >/var/lib/bulwarden/lease.installed""");
            Outcome outcome = bench.run(bench.edit(MAIN, lab.read(MAIN) + "MaxAuthTries 3\n"), List.of(),
                    new ArrayList<>());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.why().message())
                            .contains("ann@desk since 2026-01-02T03:04:05Z"));
        }
    }

    @EachDebian
    void aLinkIsWrittenThrough(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            lab.sh("mkdir -p /opt/conf && mv /etc/ssh/sshd_config /opt/conf/ && ln -s ../../opt/conf/sshd_config /etc/ssh/sshd_config");
            Outcome outcome = bench.run(bench.edit(MAIN, lab.read(MAIN) + "MaxAuthTries 3\n"), List.of(),
                    new ArrayList<>());
            assertThat(outcome).isInstanceOf(Outcome.Applied.class);
            assertThat(lab.sh("readlink " + MAIN)).isEqualTo("../../opt/conf/sshd_config\n");
            assertThat(lab.sshdT()).contains("maxauthtries 3\n");
        }
    }

    @EachDebian
    void aFullDiskIsRefusedBeforeAnythingChanges(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            lab.sh("mkdir -m 700 /var/lib/bulwarden && mount -t tmpfs -o size=64k,mode=700 lab /var/lib/bulwarden");
            Snapshot before = lab.snapshot();
            Outcome outcome = bench.run(bench.edit(MAIN, lab.read(MAIN) + "MaxAuthTries 3\n"), List.of(),
                    new ArrayList<>());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.why().message()).contains("less than 1 MiB is free"));
            assertThat(before.differences(lab.snapshot())).isEmpty();
            lab.sh("umount /var/lib/bulwarden");
        }
    }

    @EachDebian
    void aReadOnlyEtcIsRefusedBeforeAnythingChanges(Debian debian) throws Exception {
        try (LabHost lab = host(debian); Bench bench = new Bench(lab, "bulwarden", folder)) {
            var edit = bench.edit(MAIN, lab.read(MAIN) + "MaxAuthTries 3\n");
            lab.sh("mount --bind /etc/ssh /etc/ssh && mount -o remount,bind,ro /etc/ssh");
            Outcome outcome = bench.run(edit, List.of(), new ArrayList<>());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.why().message())
                            .contains("Read-only file system"));
            lab.sh("umount /etc/ssh");
            assertThat(lab.sh("ls -A /etc/ssh | grep bulwarden || true")).isEmpty();
        }
    }

    private static LabHost host(Debian debian) {
        return LabHost.on(debian).withUser("bulwarden").withUser("carl").start();
    }
}
