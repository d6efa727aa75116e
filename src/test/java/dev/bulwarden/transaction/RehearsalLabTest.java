package dev.bulwarden.transaction;

import static dev.bulwarden.transaction.RehearsalBench.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.change.Action;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.lab.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that pass {@code sshd -T} and would lock somebody out are seen before they are made; nothing is left behind. */
class RehearsalLabTest {
    private static final String DROP_IN = MAIN + ".d/10-test.conf";
    /** What a rehearsal must not leave behind. */
    private static final String LEFT = """
            ps -eo args= | grep -vE '^ *(ps|grep|sh|sort)( |$)|^sshd(-session)?: (root|bulwarden|carl|ops)|^\\(sd-pam|systemd --user|dbus' | sort
            echo == ; cat /proc/self/mounts | grep -v ' /run/user/'
            echo == ; lsns -n -o TYPE,COMMAND 2>/dev/null | grep -cE 'mnt|net|pid' || true
            echo == ; systemctl list-units --all --plain --no-legend 'run-*.service' 'bulwarden*' || true
            echo == ; systemctl --failed --plain --no-legend || true
            echo == ; ss -Hltn | awk '{ print $4 }' | sort
            """;

    @TempDir
    Path folder;

    @EachDebian
    void whatLetsUsInPassesAndWhatLocksUsOutIsRefusedInSshdsOwnWords(Debian debian) throws Exception {
        LabHost lab = host(debian);
        try (RehearsalBench bench = new RehearsalBench(lab, "root", folder)) {
            bench.plainLogin();
            String left = settled(lab);
            Snapshot before = lab.snapshot("/etc", "/root", "/var/lib", "/run/sshd");
            passes(bench.run(bench.front("MaxAuthTries 3")), "root");
            passes(bench.run(bench.put(DROP_IN, "MaxAuthTries 3\n")), "root");
            passes(bench.run(bench.front("UsePAM no")), "root");
            refuses(bench.run(bench.front("PermitRootLogin no")), "ROOT LOGIN REFUSED");
            refuses(bench.run(bench.front("AllowUsers nobody")), "not allowed because not listed in AllowUsers");
            refuses(bench.run(bench.front("AllowGroups nobody")), "none of user's groups are listed in AllowGroups");
            refuses(bench.run(bench.put(DROP_IN, "DenyUsers root\n")), "not allowed because listed in DenyUsers");
            refuses(bench.run(bench.replace("/etc/pam.d/sshd", "@include common-account",
                    "account required pam_nowhere.so")), "Access denied for user root by PAM account configuration");
            refuses(bench.run(bench.replace("/etc/pam.d/sshd", "@include common-session",
                    "session required pam_nowhere.so")), "pam_open_session", "Module is unknown");
            refuses(bench.run(bench.front("RevokedKeys /etc/ssh/nope")), "in revoked keys file /etc/ssh/nope");
            refuses(bench.run(bench.front("Ciphers aes128-cbc")), "no matching cipher");
            refuses(bench.run(bench.front("HostKey /etc/ssh/nope")), "no hostkeys available");
            refuses(bench.run(bench.front("AuthorizedKeysFile none")), "publickey for root");
            refuses(bench.run(bench.front("ForceCommand /bin/false")), "exit status 1");
            refuses(bench.run(bench.front("ForceCommand /bin/true")), "root");
            refuses(bench.run(bench.front("MaxSessions 0")), "no more sessions");
            refuses(bench.run(bench.front("ChrootDirectory /tmp")), "bad ownership or modes");
            assertThat(settled(lab)).isEqualTo(left);
            assertThat(before.differences(lab.snapshot("/etc", "/root", "/var/lib", "/run/sshd"))).isEmpty();
        }
    }

    @EachDebian
    void whatDependsOnAddressesIsRehearsedFromTheTrueOne(Debian debian) throws Exception {
        LabHost lab = host(debian);
        try (RehearsalBench bench = new RehearsalBench(lab, "root", folder)) {
            String peer = lab.sh("ss -Htn state established sport = :22 | awk '{ print $4 }' | head -n 1").strip();
            peer = peer.substring(0, peer.lastIndexOf(':')).replace("[::ffff:", "").replace("]", "");
            String left = settled(lab);
            refuses(bench.run(bench.front("Match Address " + peer + "\nDenyUsers root\nMatch all")), "DenyUsers");
            passes(bench.run(bench.front("Match Address 192.0.2.7\nDenyUsers root\nMatch all")), "root");
            passes(bench
                    .run(bench.front("PermitRootLogin no\nMatch Address " + peer + "\nPermitRootLogin yes\nMatch all")),
                    "root");
            refuses(bench.run(bench.front("Match LocalPort 22\nDenyUsers root\nMatch all")), "DenyUsers");
            passes(bench.run(bench.front("AllowUsers root@" + peer)), "root");
            refuses(bench.run(bench.front("AllowUsers root@192.0.2.7")), "not listed in AllowUsers");
            refuses(bench.run(bench.front("ListenAddress 192.0.2.7")), "sshd ended before it listened");
            passes(bench.run(bench.front("ListenAddress " + lab.address())), "root");
            passes(bench.moved(2222, bench.front("Port 2222")), "root");
            refuses(bench.moved(2222, bench.front("Port 2223")), "nothing listens on " + lab.address() + " port 2222");
            bench.protect("carl", "10.1.0.0/16");
            passes(bench.run(bench.front("AllowUsers root carl@10.1.*")), "root", "carl");
            refuses(bench.run(bench.front("AllowUsers root carl@10.2.*")), "carl from 10.1.0.1", "not listed in");
            assertThat(settled(lab)).isEqualTo(left);
        }
    }

    @EachDebian
    void everyProtectedAccountLogsInAndGroupsAreAsTheyWillBe(Debian debian) throws Exception {
        LabHost lab = host(debian);
        try (RehearsalBench bench = new RehearsalBench(lab, "bulwarden", folder)) {
            String left = settled(lab);
            Snapshot before = lab.snapshot("/etc", "/home");
            bench.protect("carl");
            bench.protect("ops");
            passes(bench.run(bench.front("MaxAuthTries 3")), "bulwarden", "carl", "ops");
            refuses(bench.run(bench.front("DenyUsers carl")), "the rehearsed login of carl", "listed in DenyUsers");
            List<Action> join = List.of(new Action.CreateGroup("sshauth"), new Action.AddMember("sshauth", "carl"),
                    new Action.AddMember("sshauth", "bulwarden"), new Action.AddMember("sshauth", "ops"));
            passes(bench.run(join, bench.front("AllowGroups sshauth")), "bulwarden", "carl", "ops");
            refuses(bench.run(join.subList(0, 2), bench.front("AllowGroups sshauth")), "login of bulwarden",
                    "none of user's groups");
            bench.protect("mgrsys");
            assertThat(bench.run(bench.front("MaxAuthTries 3"))).isInstanceOfSatisfying(Rehearsed.Passed.class,
                    passed -> assertThat(passed.missing()).singleElement().asString()
                            .isEqualTo("not rehearsed: the login of mgrsys: no credential of it is held here"));
            assertThat(settled(lab)).isEqualTo(left);
            assertThat(before.differences(lab.snapshot("/etc", "/home"))).isEmpty();
        }
    }

    @EachDebian
    void filesThatAreNotInForceAreRehearsedAsTheWayBack(Debian debian) throws Exception {
        LabHost lab = host(debian);
        try (RehearsalBench bench = new RehearsalBench(lab, "bulwarden", folder)) {
            lab.write(MAIN, "MaxSessions 9\n" + lab.read(MAIN));
            passes(bench.run(bench.front("MaxAuthTries 3")), "bulwarden");
            lab.write(MAIN, "AllowUsers nobody\n" + lab.read(MAIN));
            assertThat(bench.run(bench.front("MaxAuthTries 3"))).isInstanceOfSatisfying(Rehearsed.NoWayBack.class,
                    none -> assertThat(none.why().message()).contains("nothing safe to roll back to",
                            "listed in AllowUsers"));
        }
    }

    @LabTest
    @Test
    void withoutSystemdOurOwnAccountIsRehearsedAndTheRestIsSaid() throws Exception {
        LabHost lab = host(Debian.BOOKWORM);
        lab.sh("mv /usr/bin/systemd-run /usr/bin/systemd-run.away");
        try (RehearsalBench bench = new RehearsalBench(lab, "ops", folder)) {
            String left = settled(lab);
            bench.protect("carl");
            assertThat(bench.run(bench.front("MaxAuthTries 3")))
                    .isInstanceOfSatisfying(Rehearsed.Passed.class, passed -> {
                        assertThat(passed.users()).containsExactly("ops");
                        assertThat(passed.missing()).singleElement().asString().contains("the login of carl",
                                "no account but our own");
                    });
            refuses(bench.run(bench.front("DenyUsers ops")), "listed in DenyUsers");
            assertThat(settled(lab)).isEqualTo(left);
        } finally {
            lab.sh("mv /usr/bin/systemd-run.away /usr/bin/systemd-run");
        }
    }

    @LabTest
    @Test
    void withoutNamespacesTheMainFileIsRehearsedThroughAPipe() throws Exception {
        LabHost lab = host(Debian.BOOKWORM);
        lab.sh("""
                mkdir -p /etc/systemd/system/ssh.service.d
                printf '[Service]\\nCapabilityBoundingSet=~CAP_SYS_ADMIN\\n' >/etc/systemd/system/ssh.service.d/lab.conf
                systemctl daemon-reload; systemctl restart ssh""");
        try (RehearsalBench bench = new RehearsalBench(lab, "bulwarden", folder)) {
            String left = settled(lab);
            passes(bench.run(bench.front("MaxAuthTries 3")), "bulwarden");
            refuses(bench.run(bench.front("DenyUsers bulwarden")), "listed in DenyUsers");
            missing(bench.run(bench.put(DROP_IN, "DenyUsers bulwarden\n")), "no private view of its files: unshare");
            missing(bench.run(bench.front("AllowUsers bulwarden@*")), "depends on addresses", "no network of its own");
            missing(bench.run(bench.front("MaxAuthTries 3"), bench.put("/etc/pam.d/sshd", "")), "in /etc/pam.d");
            assertThat(settled(lab)).isEqualTo(left);
        }
    }

    @LabTest
    @Test
    void anInterruptedRehearsalLeavesNothing() throws Exception {
        LabHost lab = host(Debian.TRIXIE);
        try (RehearsalBench bench = new RehearsalBench(lab, "bulwarden", folder)) {
            String left = settled(lab);
            bench.protect("carl");
            lab.write("/home/carl/.bashrc", "touch /run/lock/here; sleep 1000\n");
            Thread main = Thread.currentThread();
            Thread.startVirtualThread(() -> {
                lab.sh("chmod 1777 /run/lock; until [ -e /run/lock/here ]; do sleep 0.1; done");
                main.interrupt();
            });
            assertThatThrownBy(() -> bench.run(bench.front("MaxAuthTries 3"))).isInstanceOf(InterruptedException.class);
            assertThat(settled(lab)).isEqualTo(left);
        }
    }

    private static void missing(Rehearsed rehearsed, String... words) {
        assertThat(rehearsed).isInstanceOfSatisfying(Rehearsed.Passed.class,
                passed -> assertThat(passed.missing()).anySatisfy(m -> assertThat(m.message()).contains(words)));
    }

    private static void passes(Rehearsed rehearsed, String... users) {
        assertThat(rehearsed).isEqualTo(new Rehearsed.Passed(List.of(users), List.of()));
    }

    private static void refuses(Rehearsed rehearsed, String... words) {
        assertThat(rehearsed).isInstanceOfSatisfying(Rehearsed.Failed.class,
                failed -> assertThat(failed.why().message()).contains(words));
    }

    /** Once the managers of the users that logged in have gone, too. */
    private static String settled(LabHost lab) throws InterruptedException {
        String last = "";
        for (int i = 0; i < 100; i++) {
            String now = lab.sh(LEFT);
            if (now.equals(last)) {
                return now;
            }
            last = now;
            Thread.sleep(200);
        }
        return last;
    }

    private static LabHost host(Debian debian) {
        return LabHost.on(debian).withUser("bulwarden").withUser("carl").withUser("ops").shared();
    }
}
