package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachReach;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.Reach;
import dev.bulwarden.lab.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Going back is guarded like going forward. */
class GuardedRollbackLabTest {
    @TempDir
    Path folder;

    @EachReach
    void goingBackShutsNobodyOutWhoWasProtected(Debian debian, Reach reach) throws Exception {
        try (LabHost lab = LabHost.on(debian).withUser("bulwarden").withUser("mgrsys")
                .withScript("usermod -aG sudo mgrsys; sed -i '1i AllowUsers bulwarden' /etc/ssh/sshd_config").start()) {
            String inventory = inventory(lab, reach);
            String stock = lab.read("/etc/ssh/sshd_config");
            apply(playbook("protecting", "  protect: [{user: mgrsys}]\n"), inventory);
            Snapshot applied = lab.snapshot();

            Told back = Told.by("rollback", "node", "-i", inventory);
            assertThat(back.code()).as(back.out() + back.err()).isEqualTo(5);
            assertThat(back.out()).contains("blocked", "mgrsys", "AllowUsers", "L1");
            assertThat(applied.differences(lab.snapshot())).isEmpty();

            Told accepted = Told.by("rollback", "node", "-i", inventory, "--accept-risk", "L1");
            assertThat(accepted.code()).as(accepted.out() + accepted.err()).isZero();
            assertThat(accepted.out()).contains("accepted with --accept-risk");
            assertThat(lab.read("/etc/ssh/sshd_config")).isEqualTo(stock);
        }
    }

    @EachReach
    void goingBackTellsOfAdministratorsNobodyProtects(Debian debian, Reach reach) throws Exception {
        try (LabHost lab = LabHost.on(debian).withUser("bulwarden").withUser("mgrsys")
                .withScript("usermod -aG sudo mgrsys; sed -i '1i AllowUsers bulwarden' /etc/ssh/sshd_config").start()) {
            String inventory = inventory(lab, reach);
            apply(playbook("open", ""), inventory);
            Told back = Told.by("rollback", "node", "-i", inventory);
            assertThat(back.code()).as(back.out() + back.err()).isZero();
            assertThat(back.out()).contains("applied", "mgrsys can log in today and could not after this");
        }
    }

    private static void apply(String playbook, String inventory) {
        Told apply = Told.by("apply", playbook, "-i", inventory);
        assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
    }

    private String playbook(String name, String protect) throws IOException {
        return Files.writeString(folder.resolve(name + ".yml"), """
                - hosts: all
                %s  sshd:
                    settings:
                      AllowUsers: [bulwarden, mgrsys]
                """.formatted(protect)).toString();
    }

    private String inventory(LabHost lab, Reach reach) throws IOException {
        Endpoint at = LabAccess.endpoint(lab, folder, reach);
        return Files.writeString(folder.resolve("hosts.yml"), """
                hosts:
                  node: {address: %s, port: %d, user: bulwarden, identity_file: %s, known_hosts: %s}
                """.formatted(at.address(), at.ports().getFirst(), LabKeys.privateKey("bulwarden"),
                at.knownHosts().getFirst())).toString();
    }
}
