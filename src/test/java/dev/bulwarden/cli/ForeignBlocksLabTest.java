package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of two other tools on a host, one of which lets root in: the inputs are those of the planner's cases, the host is real. */
class ForeignBlocksLabTest {
    private static final Path CASES = Path.of("src/test/resources/plan/cases");
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String RESCUE = "user=root,host=10.0.0.11,addr=10.0.0.11,laddr=192.0.2.11,lport=22";
    @TempDir
    Path folder;

    @EachDebian
    void whatLetsRootInIsNamedFailsTheAuditAndIsSilencedAlone(Debian debian) throws IOException {
        try (LabHost lab = LabHost.on(debian).withUser("bulwarden").start()) {
            lab.write(MAIN, Files.readString(CASES.resolve("another-manager/before" + MAIN)));
            lab.reloadSsh();
            String inventory = inventory(lab);
            String playbook = CASES.resolve("another-manager/playbook.yml").toString();
            assertThat(lab.sshdT(RESCUE)).contains("permitrootlogin yes\n", "passwordauthentication yes\n");

            Told plan = Told.by("plan", playbook, "-i", inventory);
            assertThat(plan.code()).as(plan.out() + plan.err()).isEqualTo(5);
            assertThat(plan.out()).contains("PermitRootLogin would be yes for root", "from 10.0.0.11, 10.0.0.12/31",
                    "# BEGIN rescue", "with UseDNS yes it would", "this Match line is commented out");
            Told audit = Told.by("audit", playbook, "-i", inventory);
            assertThat(audit.code()).as(audit.out()).isEqualTo(2);
            assertThat(audit.out()).contains("node: 0 items pass, 3 fail",
                    "by Match Address 10.0.0.11,10.0.0.12/31 (" + MAIN
                            + ":18)");

            String silencing = CASES.resolve("another-manager-comment-out/playbook.yml").toString();
            Told apply = Told.by("apply", silencing, "-i", inventory);
            assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
            assertThat(lab.read(MAIN)).contains("""
                    # BEGIN rescue
                    Match address 10.0.0.11,10.0.0.12/31
                    #PermitRootLogin yes
                    #PasswordAuthentication yes
                    # END rescue
                    """, "Match host pve1,pve2,pve3\n        PermitRootLogin");
            assertThat(lab.sshdT(RESCUE)).contains("permitrootlogin no\n", "passwordauthentication no\n");

            lab.write(MAIN, lab.read(MAIN) + "Match LocalPort 2222\nMaxSessions 2\n");
            lab.reloadSsh();
            Told after = Told.by("audit", silencing, "-i", inventory);
            assertThat(after.code()).as(after.out() + after.err()).isZero();
            assertThat(after.out()).contains("node: 2 items pass");
        }
    }

    private String inventory(LabHost lab) throws IOException {
        Path known = Files.writeString(folder.resolve("known_hosts"), lab.knownHosts());
        return Files.writeString(folder.resolve("hosts.yml"), """
                hosts:
                  node: {address: %s, user: bulwarden, identity_file: %s, known_hosts: %s}
                """.formatted(lab.address(), LabKeys.privateKey("bulwarden"), known)).toString();
    }
}
