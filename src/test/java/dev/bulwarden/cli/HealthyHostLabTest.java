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

/** A guard that speaks without need is not heard when it matters: about a host as Debian installs it, none has anything to say. */
class HealthyHostLabTest {
    private static final String PLAYBOOK = """
            - hosts: all
              protect: [{user: carl, from: [192.0.2.0/24, "2001:db8::/32"]}]
              sshd:
                algorithms: strong
                settings: {Port: [22, 2222], MaxAuthTries: 4, LoginGraceTime: 60, PermitRootLogin: prohibit-password}
                if_supported: {settings: {PerSourcePenaltyExemptList: 192.0.2.0/24}}
              pam: {sshd: {comment_out: ["@include common-auth"]}}
            """;

    @TempDir
    Path folder;

    @EachDebian
    void noGuardSpeaks(Debian debian) throws IOException {
        try (LabHost lab = LabHost.on(debian).withUser("bulwarden").withUser("mgrsys").withUser("carl").shared()) {
            lab.reset();
            Path known = Files.writeString(folder.resolve("known_hosts"), lab.knownHosts());
            Path inventory = Files.writeString(folder.resolve("hosts.yml"), """
                    hosts:
                      node: {address: %s, user: bulwarden, identity_file: %s, known_hosts: %s}
                    """.formatted(lab.address(), LabKeys.privateKey("bulwarden"), known));
            Path playbook = Files.writeString(folder.resolve("site.yml"), PLAYBOOK);
            Told plan = Told.by("plan", playbook.toString(), "-i", inventory.toString(), "--format", "json");
            assertThat(plan.code()).as(plan.out() + plan.err()).isEqualTo(2);
            assertThat(plan.out()).doesNotContain("docs/guards/");
        }
    }
}
