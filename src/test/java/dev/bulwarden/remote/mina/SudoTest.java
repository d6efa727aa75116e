package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Command.Limits;
import dev.bulwarden.command.Output;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Login.Become;
import dev.bulwarden.inventory.Secret;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.HostRecipe;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.LabUser;
import dev.bulwarden.lab.LabUser.Sudo;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Becoming root on real hosts, by every way sudo can be set up, and through every login shell. */
class SudoTest {
    private static final Secret PASSWORD = new Secret.Environment("SUDO_PASSWORD");
    private static final String BIG = "0123456789abcdef0123456789abcdef\n".repeat(40_000);
    private static final Command WHO = new Command("who",
            "main() { id -u; wc -c; cat /root/secret; echo to-err >&2; return 4; }\n", BIG, Limits.USUAL);
    private static final Output ROOT = new Output(4, "0\n" + BIG.length() + "\nroot's\n", "to-err\n");

    @TempDir
    Path folder;

    private static HostRecipe recipe(Debian debian) {
        return LabHost.on(debian).withUser("bulwarden").withUser("ops").withUser("carl")
                .withFile("/root/secret", "root's\n", 0600, "root:root");
    }

    private Remote connect(MinaConnector connector, LabHost host, String user, Become become, boolean password)
            throws Exception {
        Path known = folder.resolve("known_hosts");
        Files.writeString(known, host.knownHosts());
        var endpoint = new Endpoint("127.0.0.1", List.of(host.port()), Optional.empty(), List.of(known.toString()));
        return connector.connect(endpoint, new Login(user, List.of(LabKeys.privateKey(user).toString()),
                Optional.empty(), Optional.empty(), become, password ? Optional.of(PASSWORD) : Optional.empty()));
    }

    private Output run(LabHost host, String user, Become become, String password) throws Exception {
        try (var connector = new MinaConnector((_, _) -> password.toCharArray(), folder, null);
                Remote remote = connect(connector, host, user, become, !password.isEmpty())) {
            return remote.run(WHO);
        }
    }

    @EachDebian
    void everyRightWayLeadsToRoot(Debian debian) throws Exception {
        LabHost host = recipe(debian).shared();
        assertThat(run(host, "root", Become.NONE, "")).isEqualTo(ROOT);
        assertThat(run(host, "root", Become.SUDO, "")).isEqualTo(ROOT);
        assertThat(run(host, "bulwarden", Become.SUDO, "")).isEqualTo(ROOT);
        assertThat(run(host, "ops", Become.SUDO, LabUser.PASSWORD)).isEqualTo(ROOT);
    }

    @EachDebian
    void aPasswordNobodyAsksForNeverReachesTheShell(Debian debian) throws Exception {
        LabHost host = recipe(debian).shared();
        assertThat(run(host, "bulwarden", Become.SUDO, "touch /root/never")).isEqualTo(ROOT);
        assertThat(host.exists("/root/never")).isFalse();
    }

    @EachDebian
    void sudoersMayDemandAPseudoTerminal(Debian debian) throws Exception {
        LabHost host = recipe(debian).shared();
        host.sh("echo 'Defaults use_pty' >/etc/sudoers.d/aa-use-pty; chmod 0440 /etc/sudoers.d/aa-use-pty");
        assertThat(run(host, "bulwarden", Become.SUDO, "")).isEqualTo(ROOT);
        assertThat(run(host, "ops", Become.SUDO, LabUser.PASSWORD)).isEqualTo(ROOT);
    }

    @EachDebian
    void everyWrongWayIsNotPermittedAndSaysWhy(Debian debian) throws Exception {
        LabHost host = recipe(debian).shared();
        refused(host, "bulwarden", Become.NONE, "", "bulwarden is user id ", "set become: sudo");
        refused(host, "ops", Become.SUDO, "", "cannot become root by sudo", "a password is required");
        refused(host, "ops", Become.SUDO, "wrong", "the password is wrong", "check become_password");
        refused(host, "carl", Become.SUDO, LabUser.PASSWORD, "carl cannot become root by sudo",
                "carl is not in the sudoers file");
        refused(host, "carl", Become.SUDO, "", "carl cannot become root by sudo", "sudo: a password is required");
        host.sh("echo 'Defaults requiretty' >/etc/sudoers.d/zz-tty; chmod 0440 /etc/sudoers.d/zz-tty");
        refused(host, "bulwarden", Become.SUDO, "", "cannot become root by sudo",
                "it wants a terminal (requiretty in sudoers)");
        host.sh("chmod a-x /usr/bin/sudo; mv /usr/bin/sudo /usr/bin/sudo.away");
        try {
            refused(host, "bulwarden", Become.SUDO, "", "cannot become root by sudo", "not found");
        } finally {
            host.sh("mv /usr/bin/sudo.away /usr/bin/sudo; chown root /usr/bin/sudo; chmod 4755 /usr/bin/sudo");
        }
    }

    private void refused(LabHost host, String user, Become become, String password, String... words) {
        assertThatThrownBy(() -> run(host, user, become, password)).isInstanceOf(RemoteFailure.NotPermitted.class)
                .message().contains(words).hasLineCount(1).doesNotContain("bulwarden0").doesNotContain("-password");
    }

    @EachDebian
    void startUpFilesOfTheLoginShellDoNoHarm(Debian debian) throws Exception {
        LabHost host = recipe(debian).withUser("noisy", Sudo.ALL_WITHOUT_PASSWORD).shared();
        host.sh("""
                yes 'noise from a start-up file' | head -c 300000 >/home/noisy/noise
                printf 'cat ~/noise\\ncat ~/noise >&2\\ntrap "echo bye" EXIT\\necho -n unfinished' >/home/noisy/.bashrc
                chsh -s /bin/bash noisy
                """);
        assertThat(run(host, "noisy", Become.SUDO, "")).isEqualTo(ROOT);
        assertThat(run(host, "noisy", Become.SUDO, "unused password")).isEqualTo(ROOT);
        host.sh("chsh -s /bin/sh noisy");
        assertThat(run(host, "noisy", Become.SUDO, "")).isEqualTo(ROOT);
    }

    @EachDebian
    void aLoginThatRunsNoCommandSaysSo(Debian debian) throws Exception {
        LabHost host = recipe(debian).shared();
        host.sh("""
                printf '#!/bin/sh\\necho "This account is closed\\033[31m." >&2\\nexit 1\\n' >/etc/closed
                chmod 755 /etc/closed
                usermod -s /etc/closed carl
                """);
        refused(host, "carl", Become.NONE, "", "the login of carl runs no command", "This account is closed [31m.");
    }

    @EachDebian
    void filesComeOverSftpOrWithoutIt(Debian debian) throws Exception {
        LabHost host = recipe(debian).shared();
        String hostname = host.read("/etc/hostname");
        for (int round = 0; round < 2; round++) {
            try (var connector = new MinaConnector((_, _) -> new char[0], folder, null);
                    Remote remote = connect(connector, host, "bulwarden", Become.SUDO, false)) {
                assertThat(remote.fetch("/etc/hostname", 1000)).isEqualTo(hostname);
                assertThat(remote.fetch("/root/secret", 1000)).isEqualTo("root's\n");
                assertThat(remote.runAsLogin(new Command("id", "main() { id -un; }\n", "", Limits.USUAL)).out())
                        .isEqualTo("bulwarden\n");
            }
            host.sh("sed -i '/^Subsystem/d' /etc/ssh/sshd_config");
            host.reloadSsh();
        }
    }
}
