package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.LabTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that allows one session a connection, before and after: everything works, rehearsal and fresh login included. */
class OneSessionLabTest {
    @Test
    @LabTest
    void oneSessionIsEnoughForEveryStep(@TempDir Path folder) throws Exception {
        try (LabHost lab = LabHost.debian12().withUser("bulwarden").start()) {
            lab.write("/etc/ssh/sshd_config.d/10-one.conf", "MaxSessions 1\n");
            lab.reloadSsh();
            Path known = Files.writeString(folder.resolve("known_hosts"), lab.knownHosts());
            String inventory = Files.writeString(folder.resolve("hosts.yml"), """
                    hosts:
                      node: {address: %s, user: bulwarden, identity_file: %s, known_hosts: %s}
                    """.formatted(lab.address(), LabKeys.privateKey("bulwarden"), known)).toString();
            String playbook = Files.writeString(folder.resolve("one.yml"), """
                    - hosts: all
                      sshd: {settings: {MaxSessions: 1, MaxAuthTries: 4}}
                    """).toString();
            Told apply = Told.by("apply", playbook, "-i", inventory);
            assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
            assertThat(apply.out() + apply.err()).doesNotContain("not rehearsed");
            Told again = Told.by("apply", playbook, "-i", inventory);
            assertThat(again.code()).as(again.out() + again.err()).isZero();
            Told back = Told.by("rollback", "node", "-i", inventory);
            assertThat(back.code()).as(back.out() + back.err()).isZero();
            assertThat(lab.sshdT()).contains("maxauthtries 6\n");
        }
    }
}
