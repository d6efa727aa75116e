package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Output;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.lab.Snapshot;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The dead-man's switch on real hosts. What sshd has in force is read from its banner, not from its files. */
class DeadManLabTest {
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String OLD = "UsePAM yes\nVersionAddendum old\n";
    private static final String NEW = "UsePAM yes\nVersionAddendum new\n";
    private static final int LONG = 300;

    @EachDebian
    void theTimerPutsBackWhatNobodyReleased(Debian debian) {
        LabHost host = host(debian);
        Snapshot before = host.snapshot();
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", 4), "taken");
        assertDone(verbs.verb("install"), "installed");
        assertDone(verbs.verb("reload"), "reloaded");
        assertThat(banner(host, 22)).endsWith(" new");
        assertThat(verbs.settled()).isEqualTo("restored-timer");
        assertThat(banner(host, 22)).endsWith(" old");
        assertRefused(verbs.verb("release"),
                "nobody confirmed the change in time, and the host's timer has put the old files back");
        assertRefused(verbs.verb("install"), "nobody confirmed the change in time");
        assertDone(verbs.verb("restore", "asked"), "settled restored-timer");
        assertThat(verbs.left()).isEmpty();
        assertThat(before.differences(host.snapshot())).isEmpty();
    }

    @EachDebian
    void aReleasedChangeStaysAndNothingStaysArmed(Debian debian) {
        LabHost host = host(debian);
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", LONG), "taken");
        assertThat(verbs.verb("status").out()).matches("""
                lease t1 taken waiting (300|29[0-9]) old [A-Za-z0-9+/=]+
                transaction t1 none [A-Za-z0-9+/=]+
                known
                """);
        assertThat(host.exists("/etc/systemd/system/bulwarden-undo.service")).isTrue();
        assertDone(verbs.verb("install"), "installed");
        assertDone(verbs.verb("reload"), "reloaded");
        assertDone(verbs.verb("release"), "applied");
        assertThat(verbs.left()).isEmpty();
        assertThat(host.exists("/etc/systemd/system/bulwarden-undo.service")).isFalse();
        assertDone(verbs.verb("restore", "asked"), "settled applied");
        host.powerCycle();
        assertThat(banner(host, 22)).endsWith(" new");
    }

    @EachDebian
    void withoutItsTimerNothingIsInstalledOrReloaded(Debian debian) {
        LabHost host = host(debian);
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", LONG), "taken");
        host.sh("systemctl stop bulwarden-t1.timer");
        assertRefused(verbs.verb("install"), "the dead-man's switch is gone");
        assertDone(verbs.verb("restore", "asked"), "settled untouched");

        Verbs second = new Verbs(host, "t2");
        assertDone(second.stage(MAIN, NEW), "staged");
        assertDone(second.verb("take", LONG), "taken");
        assertDone(second.verb("install"), "installed");
        host.sh("systemctl stop bulwarden-t2.timer");
        assertRefused(second.verb("reload"), "the dead-man's switch is gone");
        assertDone(second.verb("restore", "asked"), "settled restored-asked");
        assertThat(host.read(MAIN)).isEqualTo(OLD);
        assertThat(second.left()).isEmpty();
    }

    @EachDebian
    void aHostThatRestartsInTheWindowComesBackAsItWas(Debian debian) {
        LabHost host = host(debian);
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", LONG), "taken");
        assertDone(verbs.verb("install"), "installed");
        assertDone(verbs.verb("reload"), "reloaded");
        host.powerCycle();
        assertThat(verbs.settled()).isEqualTo("restored-boot");
        assertThat(banner(host, 22)).endsWith(" old");
        assertThat(host.read(MAIN)).isEqualTo(OLD);
        assertDone(verbs.verb("restore", "asked"), "settled restored-boot");
        assertThat(verbs.left()).isEmpty();
        assertThat(host.exists("/etc/systemd/system/bulwarden-undo.service")).isFalse();
    }

    @EachDebian
    void somebodysDaemonReloadDoesNotUndoInTheWindow(Debian debian) {
        LabHost host = host(debian);
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", LONG), "taken");
        assertDone(verbs.verb("install"), "installed");
        host.sh("systemctl daemon-reload; systemctl start sysinit.target bulwarden-undo.service || true");
        assertDone(verbs.verb("reload"), "reloaded");
        assertDone(verbs.verb("release"), "applied");
        assertThat(banner(host, 22)).endsWith(" new");
        assertThat(host.sh("systemctl show -p LoadState --value bulwarden-undo.service")).isEqualTo("not-found\n");
    }

    @EachDebian
    void aDaemonThatDiesIsBroughtBack(Debian debian) {
        LabHost host = host(debian);
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", 6), "taken");
        assertDone(verbs.verb("install"), "installed");
        host.sh("echo Nonsense >>" + MAIN + "; for i in 1 2 3 4 5 6; do systemctl restart ssh || true; done");
        assertThat(verbs.settled()).isEqualTo("restored-timer");
        assertThat(banner(host, 22)).endsWith(" old");
        assertThat(host.read("/var/lib/bulwarden/t1/11/found")).isEqualTo(NEW + "Nonsense\n");
    }

    @LabTest
    @Test
    void whatCannotBeTakenAwayAtTheReleaseIsTakenAwayByTheTimer() {
        LabHost host = host(Debian.BOOKWORM);
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", 4), "taken");
        assertDone(verbs.verb("install"), "installed");
        assertDone(verbs.verb("reload"), "reloaded");
        readOnly(host);
        assertDone(verbs.verb("release"), "applied");
        host.sh("sleep 5; umount -l /etc; sleep 5");
        assertThat(verbs.left()).isEmpty();
        assertThat(banner(host, 22)).endsWith(" new");
    }

    @LabTest
    @Test
    void aDaemonThatDiedIsBroughtBackEvenWhileTheFilesCannotBe() {
        LabHost host = host(Debian.BOOKWORM);
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", 4), "taken");
        assertDone(verbs.verb("install"), "installed");
        readOnly(host);
        host.sh("systemctl stop ssh");
        assertThat(verbs.verb("restore", "asked").status()).isEqualTo(2);
        assertThat(banner(host, 22)).endsWith(" new");
        host.sh("umount -l /etc");
        assertThat(verbs.settled()).isEqualTo("restored-timer");
        assertThat(banner(host, 22)).endsWith(" old");
        host.sh("sleep 1");
        assertThat(verbs.left()).isEmpty();
    }

    @LabTest
    @Test
    void onAFullDiskActionsAreUndoneToo() {
        LabHost host = host(Debian.BOOKWORM);
        host.sh("mkdir -m 700 /var/lib/bulwarden && mount -t tmpfs -o size=4m,mode=700 lab /var/lib/bulwarden");
        Verbs verbs = new Verbs(host, "t1");
        assertDone(verbs.stage(MAIN, NEW), "staged");
        assertDone(verbs.verb("take", LONG), "taken");
        assertDone(verbs.verb("install"), "installed");
        host.sh("groupadd sshauth && printf 'create-group sshauth\ncreate-group sud' >/var/lib/bulwarden/t1/done");
        host.sh("groupadd sud; dd if=/dev/zero of=/var/lib/bulwarden/filler bs=1k 2>/dev/null || true");
        assertDone(verbs.verb("restore", "asked"), "settled restored-asked");
        assertThat(host.exec("getent", "group", "sshauth").status()).isEqualTo(2);
        assertThat(host.exec("getent", "group", "sud").status()).as("a line cut short names another group").isZero();
        assertThat(verbs.left()).isEmpty();
        host.sh("umount -l /var/lib/bulwarden");
    }

    private static void readOnly(LabHost host) {
        host.sh("mount --bind /etc /etc && mount -o remount,bind,ro /etc");
    }

    /** No systemd, as in a container: a process of its own, told by HUP; the timer is a sleeping shell. */
    @EachDebian
    void withoutSystemdTheSwitchIsAShellThatSleeps(Debian debian) {
        for (List<String> shell : List.of(List.of("sh"), List.of("busybox", "sh"))) {
            LabHost host = host(debian);
            host.sh("cp " + MAIN
                    + " /etc/ssh/second && printf 'Port 2200\\nPidFile /run/second.pid\\n' >>/etc/ssh/second"
                    + " && /usr/sbin/sshd -f /etc/ssh/second && while [ ! -s /run/second.pid ]; do sleep 0.1; done");
            int pid = Integer.parseInt(host.read("/run/second.pid").strip());
            Daemon daemon = new Daemon.Standalone(
                    new Daemon.Options(List.of("-f", "/etc/ssh/second"), "/etc/ssh/second"),
                    new Daemon.Running(pid, "/usr/sbin/sshd", false, OptionalLong.empty()));
            List<String> hidden = List.of("unshare", "-m", "sh", "-c",
                    "mount -t tmpfs none /run/systemd && rmdir /run/systemd/system 2>/dev/null; exec \"$@\"", "sh");
            List<String> words = new java.util.ArrayList<>(hidden);
            words.addAll(shell);
            String fresh = host.read("/etc/ssh/second").replace("old", "new");

            Verbs timed = new Verbs(host, "t1", daemon, words);
            assertDone(timed.stage("/etc/ssh/second", fresh), "staged");
            assertThat(timed.verb("take", 4).out())
                    .isEqualTo("a restart of the host within the next 4 s would keep the new files\ntaken\n");
            assertDone(timed.verb("install"), "installed");
            assertDone(timed.verb("reload"), "reloaded");
            assertThat(banner(host, 2200)).endsWith(" new");
            assertThat(timed.settled()).isEqualTo("restored-timer");
            assertThat(banner(host, 2200)).endsWith(" old");

            Verbs released = new Verbs(host, "t2", daemon, words);
            assertDone(released.stage("/etc/ssh/second", fresh), "staged");
            assertThat(released.verb("take", LONG).status()).isZero();
            assertDone(released.verb("install"), "installed");
            assertDone(released.verb("reload"), "reloaded");
            assertDone(released.verb("release"), "applied");
            assertThat(banner(host, 2200)).endsWith(" new");
            assertThat(released.left()).isEmpty();
            host.sh("kill \"$(cat /run/second.pid)\"");
        }
    }

    /** Nobody waits for what has ended where the first process of a container reaps nothing. */
    @LabTest
    @Test
    void aDaemonThatDiedAndThatNobodyReapedIsBroughtBack() {
        LabHost host = host(Debian.TRIXIE);
        host.sh("cp " + MAIN + " /etc/ssh/second && printf 'Port 2200\\nPidFile /run/second.pid\\n' >>/etc/ssh/second"
                + " && setsid sh -c '/usr/sbin/sshd -D -f /etc/ssh/second & exec sleep 3600' >/dev/null 2>&1 </dev/null &"
                + " while [ ! -s /run/second.pid ]; do sleep 0.1; done");
        int pid = Integer.parseInt(host.read("/run/second.pid").strip());
        Verbs verbs = new Verbs(host, "t1",
                new Daemon.Standalone(new Daemon.Options(List.of("-f", "/etc/ssh/second"), "/etc/ssh/second"),
                        new Daemon.Running(pid, "/usr/sbin/sshd", false, OptionalLong.empty())),
                List.of("unshare", "-m", "sh", "-c",
                        "mount -t tmpfs none /run/systemd && rmdir /run/systemd/system 2>/dev/null; exec \"$@\"", "sh",
                        "sh"));
        assertDone(verbs.stage("/etc/ssh/second", host.read("/etc/ssh/second").replace("old", "new")), "staged");
        assertThat(verbs.verb("take", LONG).status()).isZero();
        assertDone(verbs.verb("install"), "installed");
        assertThat(
                host.sh("kill -9 $1; until grep -q '^State:.Z' /proc/$1/status; do sleep 0.1; done; cat /proc/$1/comm",
                        String.valueOf(pid)))
                .isEqualTo("sshd\n");
        assertDone(verbs.verb("restore", "asked"), "settled restored-asked");
        assertThat(banner(host, 2200)).endsWith(" old");
        host.sh("kill \"$(cat /run/second.pid)\"; pkill -f '^sleep 3600' || true");
    }

    private static LabHost host(Debian debian) {
        return LabHost.on(debian).withSshdConfig(OLD).shared();
    }

    private static String banner(LabHost host, int port) {
        return host.sh("""
                tries=0
                until said=$(bash -c 'exec 3<>/dev/tcp/127.0.0.1/'"$1"'; read -r line <&3; printf %s "${line%?}"' 2>/dev/null); do
                    tries=$((tries + 1))
                    [ "$tries" -lt 100 ] || exit 1
                    sleep 0.1
                done
                printf %s "$said"
                """, String.valueOf(port));
    }

    private static void assertDone(Output output, String word) {
        assertThat(output.status()).as(output.toString()).isZero();
        assertThat(output.out()).endsWith(word + "\n");
    }

    private static void assertRefused(Output output, String why) {
        assertThat(output.status()).as(output.toString()).isEqualTo(1);
        assertThat(output.out()).contains(why);
    }
}
