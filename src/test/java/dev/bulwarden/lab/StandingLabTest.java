package dev.bulwarden.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Checked.Accepted;
import dev.bulwarden.diagnostic.Checked.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers of {@link Lab}: no Docker, but root. */
@Tag("lab")
class StandingLabTest {
    @TempDir
    Path temporary;

    private Path folder = Path.of("/nowhere");
    private Lab lab = new Lab(folder, line -> {});

    @BeforeEach
    void rootOnly() throws IOException {
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        assumeTrue(root || LabCondition.required(), LabCondition.SKIPPED + "the throwaway servers need root");
        folder = temporary.resolve("a \"folder\"");
        lab = new Lab(folder, line -> {});
    }

    @AfterEach
    void tearDown() throws InterruptedException {
        lab.down();
    }

    @Test
    void threeServersStandAndGoWithoutATrace() throws Exception {
        Standing standing = up();
        assertThat(standing.servers()).extracting(LabServer::name).containsExactly("alder", "birch", "cedar");
        assertThat(standing.servers()).allMatch(LabServer::isRunning);
        assertThat(mounts()).as("mounts of this machine").isEmpty();
        for (LabServer server : standing.servers()) {
            assertThat(ssh(server, "bulwarden", "hostname; sudo -n id -u")).isEqualTo(server.name() + "\n0\n");
            assertThat(ssh(server, "mgrsys", "id -un; sudo -n id -u 2>/dev/null || echo asks"))
                    .isEqualTo("mgrsys\nasks\n");
        }
        lab.down();
        assertThat(standing.servers()).noneMatch(LabServer::isRunning);
        assertThat(folder).doesNotExist();
        assertThat(lab.status()).isEmpty();
    }

    @Test
    void eachIsFoundInAStateOfItsOwn() throws Exception {
        List<LabServer> servers = up().servers();
        assertThat(ssh(servers.get(0), "bulwarden", "ls /etc/ssh/sshd_config.d; sudo sshd -T | grep -i ^maxauthtries"))
                .isEqualTo("maxauthtries 6\n");
        assertThat(ssh(servers.get(1), "bulwarden",
                "sudo sshd -T | grep -iE '^(passwordauthentication|permitrootlogin) '"))
                .isEqualTo("permitrootlogin yes\npasswordauthentication yes\n");
        assertThat(ssh(servers.get(2), "bulwarden",
                "sudo sshd -T -C user=backup,host=h,addr=192.0.2.1 | grep -i ^maxauthtries"))
                .isEqualTo("maxauthtries 10\n");
    }

    @Test
    void nothingOfThisMachineIsChanged() throws Exception {
        LabServer server = up().servers().getFirst();
        String probe = "/usr/local/bulwarden-lab-probe";
        ssh(server, "bulwarden", "sudo touch " + probe + " /etc/bulwarden-lab-probe /var/lib/bulwarden/probe");
        assertThat(ssh(server, "bulwarden", "sudo ls " + probe + " /var/lib/bulwarden")).contains("probe");
        assertThat(Path.of(probe)).doesNotExist();
        assertThat(Path.of("/etc/bulwarden-lab-probe")).doesNotExist();
        assertThat(Path.of("/var/lib/bulwarden/probe")).doesNotExist();
        assertThat(ssh(server, "bulwarden", "sudo ls -A /root /home | tr '\\n' ' '"))
                .isEqualTo("/home: bulwarden mgrsys  /root: ");
    }

    @Test
    void sshdReadsItsFilesAgainAndSurvivesABadOne() throws Exception {
        LabServer server = up().servers().getFirst();
        ssh(server, "bulwarden", "echo 'Banner /etc/issue.net' | sudo tee /etc/ssh/sshd_config.d/10-x.conf;"
                + " sudo sh -c 'kill -HUP $(cat /run/sshd.pid)'");
        assertThat(sshUntilItAnswers(server,
                "sudo sshd -T | grep ^banner; sudo ps -o args= -p $(cat /run/sshd.pid) | cut -d' ' -f1-3"))
                .isEqualTo("banner /etc/issue.net\nsshd: /usr/sbin/sshd [listener]\n");
        // A failed reload ends sshd, not the host: what was started on it goes on.
        ssh(server, "bulwarden", "echo Nonsense | sudo tee /etc/ssh/sshd_config.d/10-x.conf;"
                + " sudo setsid sh -c 'until ! kill -0 $(cat /run/sshd.pid); do sleep 0.05; done;"
                + " rm /etc/ssh/sshd_config.d/10-x.conf; /usr/sbin/sshd' >/dev/null 2>&1 </dev/null &"
                + " sudo sh -c 'kill -HUP $(cat /run/sshd.pid)'");
        assertThat(sshUntilItAnswers(server, "echo back")).isEqualTo("back\n");
        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void aCandidateIsRehearsedInItsOwnNamespace() throws Exception {
        LabServer server = up().servers().getFirst();
        assertThat(ssh(server, "bulwarden",
                "sudo unshare -m -p -f --kill-child --mount-proc --propagation slave sh -c '"
                        + "mount -t tmpfs stage /mnt && sed \"1i MaxStartups 77\" /etc/ssh/sshd_config >/mnt/c"
                        + " && mount --bind /mnt/c /etc/ssh/sshd_config && umount -l /mnt && sshd -T | grep ^maxstartups';"
                        + " sudo sshd -T | grep ^maxstartups"))
                .isEqualTo("maxstartups 77:30:77\nmaxstartups 10:30:100\n");
    }

    @Test
    void aStandingLabIsFoundAndABrokenOneIsMadeAnew() throws Exception {
        Standing first = up();
        assertThat(up()).isEqualTo(first);
        ProcessHandle victim = first.servers().getFirst().handle().orElseThrow();
        victim.destroyForcibly();
        victim.onExit().get(10, TimeUnit.SECONDS);
        Standing second = up();
        assertThat(second.servers()).allMatch(LabServer::isRunning).doesNotContainAnyElementsOf(first.servers());
        assertThat(first.servers()).noneMatch(LabServer::isRunning);
    }

    @Test
    void theInventoryNamesKeysPortsAndKnownHosts() throws Exception {
        Standing standing = up();
        String quoted = folder.toString().replace("\"", "\\\"");
        assertThat(Files.readString(standing.inventory())).contains("  identity_file: \"" + quoted + "/bulwarden\"\n",
                "  known_hosts: \"" + quoted + "/known_hosts\"\n",
                "  cedar: {address: 127.0.0.1, port: " + standing.servers().get(2).port() + "}\n",
                "  lab: {hosts: [alder, birch, cedar]}\n");
        assertThat(Files.readAllLines(folder.resolve("known_hosts"))).hasSize(9);
    }

    @Test
    void downWhereNothingStandsIsFine() throws Exception {
        lab.down();
        assertThat(folder).doesNotExist();
    }

    private Standing up() throws InterruptedException {
        Checked<Standing> result = lab.up();
        return switch (result) {
            case Accepted<Standing>(var standing, var _) -> standing;
            case Rejected<Standing>(var why) -> throw new AssertionError(why.toString());
        };
    }

    private String sshUntilItAnswers(LabServer server, String command) throws Exception {
        String out = "";
        for (int i = 0; i < 100 && out.isEmpty(); i++) {
            Thread.sleep(50);
            out = ssh(server, "bulwarden", command);
        }
        return out;
    }

    /** What the command printed; nothing if it could not be run. */
    private String ssh(LabServer server, String account, String command) throws Exception {
        Process process = new ProcessBuilder("ssh", "-F", "none", "-o", "BatchMode=yes", "-o",
                "StrictHostKeyChecking=yes", "-o",
                "UserKnownHostsFile=\"" + linked("known_hosts") + "\"", "-o", "IdentitiesOnly=yes", "-i",
                linked(account).toString(), "-p", String.valueOf(server.port()), account + "@127.0.0.1", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    /** ssh's own options cannot name a path with a quotation mark in it. */
    private Path linked(String name) throws IOException {
        Path link = temporary.resolve(name);
        Files.deleteIfExists(link);
        return Files.createSymbolicLink(link, folder.resolve(name));
    }

    /** Mounts of the lab that this machine sees: all are to be private to the servers. */
    private static List<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream().filter(line -> line.startsWith("lab "))
                .toList();
    }
}
