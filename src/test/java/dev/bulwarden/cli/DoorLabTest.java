package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What answers at a host's address is not always the sshd that is changed. */
class DoorLabTest {
    @TempDir
    Path folder;

    private String inventory(LabHost lab, String port, String knownHosts) throws IOException {
        Path known = Files.writeString(folder.resolve("known_hosts"), knownHosts);
        return Files.writeString(folder.resolve("hosts.yml"), """
                hosts:
                  node: {address: %s, port: %s, user: bulwarden, identity_file: %s, known_hosts: %s}
                """.formatted(lab.address(), port, LabKeys.privateKey("bulwarden"), known)).toString();
    }

    private String playbook() throws IOException {
        return Files.writeString(folder.resolve("site.yml"), """
                - hosts: all
                  sshd: {settings: {MaxAuthTries: 4}}
                """).toString();
    }

    /** The host's own sshd moves to 2222, and one with files of its own takes 22, with the key given. */
    private static final String SECOND = """
            set -eu
            echo 'Port 2222' >/etc/ssh/sshd_config.d/05-port.conf
            systemctl restart ssh
            printf 'Port 22\\nHostKey %s\\nPidFile none\\nUsePAM yes\\n' "$1" >/etc/second_sshd
            systemd-run -q --unit=second-sshd /usr/sbin/sshd -D -f /etc/second_sshd
            until [ "$(ss -Htln | grep -c -e '0.0.0.0:22 ' -e '0.0.0.0:2222 ')" = 2 ]; do sleep 0.05; done
            """;

    /** In the middle of a change the host's own sshd goes away, and the next port of the list answers, with a key that is trusted. */
    @Test
    @LabTest
    void aChangeIsNeverConfirmedOverAnotherServer() throws IOException {
        try (LabHost lab = LabHost.debian12().withUser("bulwarden").start()) {
            lab.sh(SECOND, "/etc/ssh/ssh_host_ed25519_key");
            lab.sh("""
                    systemd-run -q --unit=lab-fault sh -c '
                        until [ -e /var/lib/bulwarden/lease.reloaded ]; do sleep 0.005; done
                        systemctl stop ssh.service
                        mkdir -p /run/sshd'
                    """);
            String inventory = inventory(lab, "[2222, 22]", lab.knownHosts());
            Told apply = Told.by("apply", playbook(), "-i", inventory, "--format", "json");
            assertThat(apply.out().replace(" ", "")).contains("\"outcome\":\"rolled-back\"");
            assertThat(apply.out()).contains("the fresh login on port 22 is served by another sshd",
                    "not by the sshd whose files are changed (ssh.service)");
            assertThat(lab.sh("systemctl is-active ssh.service; sshd -T | grep maxauthtries"))
                    .isEqualTo("active\nmaxauthtries 6\n");
        }
    }

    /** A second sshd is looked at when it serves us, and the first is then said to be left out. */
    @Test
    @LabTest
    void readingOverAnotherServerSaysSo() throws IOException {
        try (LabHost lab = LabHost.debian12().withUser("bulwarden").start()) {
            lab.sh(SECOND, "/etc/ssh/ssh_host_ed25519_key");
            Told second = Told.by("plan", playbook(), "-i", inventory(lab, "22", lab.knownHosts()), "--format", "json");
            assertThat(second.out()).contains("this host runs another sshd, ssh.service", "[not-served-by-sshd]");
            lab.sh("""
                    dropbearconvert openssh dropbear /etc/ssh/ssh_host_ed25519_key /run/key 2>/dev/null
                    systemd-run -q --unit=other-server dropbear -F -E -p 2223 -r /run/key
                    until ss -Htln | grep -q :2223; do sleep 0.05; done
                    """);
            String inventory = inventory(lab, "2223", lab.knownHosts());
            for (String command : new String[]{"plan", "audit"}) {
                Told told = Told.by(command, playbook(), "-i", inventory, "--format", "json");
                assertThat(told.out()).as(command).contains("this login is served by a program that is not sshd",
                        "dropbear -F -E -p 2223", "[not-served-by-sshd]");
            }
            lab.sh("echo 'MaxAuthTries 4' >/etc/ssh/sshd_config.d/01-tries.conf; systemctl reload ssh");
            Told converged = Told.by("plan", playbook(), "-i", inventory, "--format", "json");
            assertThat(converged.code()).as(converged.out()).isZero();
            assertThat(converged.out()).contains("[not-served-by-sshd]");
        }
    }
}
