package dev.bulwarden.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LabTest
class LabHostTest {
    @TempDir
    Path folder;

    @EachRelease
    void startsAsItsRecipeSays(Debian debian) throws Exception {
        try (LabHost host = LabHost.on(debian).withUser("bulwarden").withUser("ops").withUser("carl")
                .withSshdConfig("Include /etc/ssh/sshd_config.d/*.conf\nUsePAM yes\nMaxAuthTries 6\n")
                .withDropIn("50-cloud-init.conf", "MaxAuthTries 3\n").start()) {
            assertThat(host.sshdT()).containsIgnoringCase("maxauthtries 3\n");
            String name = debian == Debian.FORKY ? "VERSION_CODENAME=forky" : "VERSION_ID=\"" + debian.release() + "\"";
            assertThat(host.read("/etc/os-release")).contains(name);
            assertThat(host.exists("/run/systemd/system")).isEqualTo(debian.systemd());
            assertThat(ssh(host, "root", "127.0.0.1", host.port(), "id -u")).isEqualTo("0\n");
            assertThat(ssh(host, "bulwarden", "127.0.0.1", host.port(), "sudo -n id -u")).isEqualTo("0\n");
            assertThat(ssh(host, "ops", host.address(), 22, "echo " + LabUser.PASSWORD + " | sudo -S -p '' id -u"))
                    .isEqualTo("0\n");
            assertThat(ssh(host, "carl", host.address(), 22, "sudo -n id -u || echo no")).isEqualTo("no\n");
        }
    }

    @Test
    void everyHostHasKeysOfItsOwn() {
        try (LabHost one = LabHost.debian12().start(); LabHost other = LabHost.debian12().start()) {
            String key = "/etc/ssh/ssh_host_ed25519_key.pub";
            assertThat(one.read(key)).isNotEqualTo(other.read(key));
            assertThat(one.knownHosts().lines()).hasSize(3)
                    .allMatch(line -> line.startsWith("[127.0.0.1]:" + one.port() + "," + one.address() + " "));
        }
    }

    @Test
    void anySingleChangeShowsInTheSnapshot() {
        LabHost host = LabHost.debian12().shared();
        Snapshot before = host.snapshot();
        assertThat(before.differences(host.snapshot())).isEmpty();
        host.sh("chmod 600 /etc/pam.d/sshd");
        host.write("/etc/ssh/sshd_config.d/10-new.conf", "# \u00ff\n");
        host.sh("touch /etc/group");
        assertThat(before.differences(host.snapshot())).satisfiesExactly(
                line -> assertThat(line).startsWith("/etc/group: "),
                line -> assertThat(line).startsWith("/etc/pam.d/sshd: "),
                line -> assertThat(line).startsWith("/etc/ssh/sshd_config.d/10-new.conf: null -> "));
        assertThat(before.withoutTimes().differences(host.snapshot().withoutTimes())).hasSize(2);
    }

    @EachRelease
    void aSharedHostIsResetToItsRecipe(Debian debian) {
        HostRecipe recipe = LabHost.on(debian).withDropIn("10-a.conf", "MaxStartups 7\n");
        LabHost host = recipe.shared();
        Snapshot before = host.snapshot();
        host.sh("rm /etc/ssh/sshd_config.d/10-a.conf; echo junk >>/etc/ssh/sshd_config; touch /root/x; mkdir -p /var/lib/bulwarden/t");
        LabHost again = recipe.shared();
        assertThat(again).isSameAs(host);
        assertThat(before.differences(again.snapshot())).isEmpty();
        assertThat(again.exists("/var/lib/bulwarden")).isFalse();
        assertThat(again.sh("ss -Hltn sport = :22")).isNotEmpty();
    }

    @Test
    void writesAnyByteInPlace() {
        LabHost host = LabHost.debian12().shared();
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            bytes.append((char) (i * 7 % 256));
        }
        host.write(new LabFile("/root/new folder/$x", bytes.toString(), 0640, "root:daemon"));
        // Not isEqualTo: a failure would print 200,000 characters of noise.
        assertThat(host.read("/root/new folder/$x").contentEquals(bytes)).isTrue();
        assertThat(host.sh("stat -c '%a %U:%G' \"$1\"", "/root/new folder/$x")).isEqualTo("640 root:daemon\n");
    }

    @EachRelease
    void theGuidesAdministratorNeedsAKeyAndACode(Debian debian) throws Exception {
        LabHost host = LabHost.on(debian).withUser("mgrsys").withDropIn("10-codes.conf", """
                KbdInteractiveAuthentication yes
                ChallengeResponseAuthentication yes
                AuthenticationMethods publickey,keyboard-interactive
                """).shared();
        assertThat(host.read("/etc/pam.d/sshd"))
                .containsPattern("(?m)^auth required pam_oath.so .*\n@include common-auth$");
        // As the guide does: the code instead of the password.
        host.sh("sed -i 's/^@include common-auth$/#&/' /etc/pam.d/sshd");
        String code = Totp.LAB.code(Instant.now());
        assertThat(sshWithCode(host, code)).isEqualTo("mgrsys\n");
        // pam_oath takes a code only once.
        assertThat(sshWithCode(host, code)).isEmpty();
    }

    @Test
    void codesAreThoseOfTheStandard() {
        // RFC 6238, appendix B, last six digits.
        assertThat(Totp.LAB.code(Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Totp.LAB.code(Instant.ofEpochSecond(1_111_111_109))).isEqualTo("081804");
    }

    @Test
    void survivesALossOfPower() throws Exception {
        try (LabHost host = LabHost.debian12().start()) {
            host.sh("touch /run/volatile /etc/lasting");
            String keys = host.sh("cat /etc/ssh/*.pub");
            host.powerCycle();
            assertThat(host.exists("/run/volatile")).isFalse();
            assertThat(host.exists("/etc/lasting")).isTrue();
            assertThat(host.sh("cat /etc/ssh/*.pub")).isEqualTo(keys);
            assertThat(ssh(host, "root", "127.0.0.1", host.port(), "echo back")).isEqualTo("back\n");
        }
    }

    @Test
    void aFailingSetUpIsTold() {
        assertThatThrownBy(() -> LabHost.debian12().withScript("echo reason why >&2; false").start())
                .isInstanceOf(AssertionError.class).hasMessageContaining("reason why");
    }

    private String ssh(LabHost host, String account, String address, int port, String command) throws Exception {
        Path errors = folder.resolve("errors");
        var ssh = new ProcessBuilder(sshArguments(host, account, address, port, "-oBatchMode=yes", command));
        String out = outputOf(ssh.redirectError(errors.toFile()));
        assertThat(Files.readString(errors)).as("errors of ssh").doesNotContain("denied", "failed");
        return out;
    }

    private String sshWithCode(LabHost host, String code) throws Exception {
        Path askpass = Files.writeString(folder.resolve("askpass"), "#!/bin/sh\necho " + code + "\n");
        assertThat(askpass.toFile().setExecutable(true)).isTrue();
        var ssh = new ProcessBuilder(
                sshArguments(host, "mgrsys", "127.0.0.1", host.port(), "-oNumberOfPasswordPrompts=1", "id -un"));
        ssh.environment()
                .putAll(Map.of("SSH_ASKPASS", askpass.toString(), "SSH_ASKPASS_REQUIRE", "force", "DISPLAY", ":0"));
        return outputOf(ssh.redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    private List<String> sshArguments(LabHost host, String account, String address, int port, String option,
            String command)
            throws IOException {
        Path known = Files.writeString(folder.resolve("known_hosts"), host.knownHosts());
        return List.of("ssh", "-F", "none", "-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=" + known,
                "-o",
                "IdentitiesOnly=yes", "-i", LabKeys.privateKey(account).toString(), "-p", String.valueOf(port), option,
                account + "@" + address, command);
    }

    private static String outputOf(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
