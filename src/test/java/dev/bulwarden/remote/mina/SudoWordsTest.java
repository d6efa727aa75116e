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
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sudo and the login's start-up files do before sh: an answer within seconds that says what they want. */
class SudoWordsTest {
    private static final Secret PASSWORD = new Secret.Environment("SUDO_PASSWORD");
    private static final Command WHO = new Command("who", "main() { id -u; }\n", "", Limits.USUAL);
    private static final Output ROOT = new Output(0, "0\n", "");
    private static final Duration SECONDS = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** One release, in full each. */
    private static List<Debian> releases() {
        return Boolean.getBoolean("bulwarden.full") ? List.of(Debian.values()) : List.of(Debian.BOOKWORM);
    }

    private static LabHost host(Debian debian) {
        LabHost host = LabHost.on(debian).withUser("bulwarden").shared();
        host.reset();
        host.sh("echo 'bulwarden:four words' | chpasswd; echo 'root:other words' | chpasswd");
        return host;
    }

    private static void sudoers(LabHost host, String... lines) {
        host.sh("printf '%s\\n' \"$1\" >/etc/sudoers.d/bulwarden; chmod 0440 /etc/sudoers.d/bulwarden; rm -f /etc/sudoers.d/lab*",
                String.join("\n", lines));
    }

    private Output run(LabHost host, String user, Become become, String password) throws Exception {
        Path known = folder.resolve("known_hosts");
        Files.writeString(known, host.knownHosts());
        var endpoint = new Endpoint("127.0.0.1", List.of(host.port()), Optional.empty(), List.of(known.toString()));
        var login = new Login(user, List.of(LabKeys.privateKey(user).toString()), Optional.empty(), Optional.empty(),
                become, password.isEmpty() ? Optional.empty() : Optional.of(PASSWORD));
        try (var connector = new MinaConnector((_, _) -> password.toCharArray(), folder, null);
                Remote remote = connector.connect(endpoint, login)) {
            return remote.run(WHO);
        }
    }

    private void refused(LabHost host, String user, String password, String... words) {
        Instant began = Instant.now();
        assertThatThrownBy(() -> run(host, user, Become.SUDO, password))
                .isInstanceOf(RemoteFailure.NotPermitted.class).message().contains(words).hasLineCount(1)
                .doesNotContain("four words", "-password");
        assertThat(Duration.between(began, Instant.now())).isLessThan(SECONDS);
    }

    @Test
    @LabTest
    void sudoSaysWhatItWants() throws Exception {
        for (Debian debian : releases()) {
            LabHost host = host(debian);
            String rule = "bulwarden ALL=(root) ALL";
            sudoers(host, "Defaults:bulwarden requiretty", rule);
            refused(host, "bulwarden", "four words", "it wants a terminal (requiretty in sudoers)",
                    "Defaults:bulwarden !requiretty");
            sudoers(host, "Defaults:bulwarden rootpw", rule);
            refused(host, "bulwarden", "four words", "it wants the password of root (rootpw");
            assertThat(run(host, "bulwarden", Become.SUDO, "other words")).isEqualTo(ROOT);
            for (String defaults : List.of("lecture=always", "log_output, use_pty", "use_pty")) {
                sudoers(host, "Defaults:bulwarden " + defaults, rule);
                assertThat(run(host, "bulwarden", Become.SUDO, "four words")).as(defaults).isEqualTo(ROOT);
            }
            sudoers(host, "Defaults !lecture");
            refused(host, "bulwarden", "four words", "bulwarden is not in the sudoers file",
                    "let sudoers give bulwarden ALL");
            sudoers(host, rule);
            refused(host, "bulwarden", "never this", "the password is wrong");
        }
    }

    /** A question of PAM's own words is shown and never answered, before the password and after it. */
    @Test
    @LabTest
    void aQuestionThatIsNotOursIsShown() throws Exception {
        for (Debian debian : releases()) {
            LabHost host = host(debian);
            sudoers(host, "bulwarden ALL=(root) ALL");
            host.sh("""
                    install -m 0600 /dev/null /etc/users.oath
                    echo 'HOTP bulwarden - 00112233445566778899aabbccddeeff' >/etc/users.oath
                    cp /etc/pam.d/sudo /etc/pam.d/sudo.lab
                    sed -i '1i auth required pam_oath.so usersfile=/etc/users.oath' /etc/pam.d/sudo""");
            refused(host, "bulwarden", "four words", "it asks a question that is not answered here: One-time password");
            host.sh("cp /etc/pam.d/sudo.lab /etc/pam.d/sudo; "
                    + "sed -i '/^@include common-auth/a auth required pam_oath.so usersfile=/etc/users.oath' /etc/pam.d/sudo");
            refused(host, "bulwarden", "four words", "it asks a question that is not answered here: One-time password");
        }
    }

    /** A counting module counts one failure for one wrong password. */
    @Test
    @LabTest
    void aWrongPasswordIsCountedOnce() throws Exception {
        for (Debian debian : releases()) {
            LabHost host = host(debian);
            sudoers(host, "bulwarden ALL=(root) ALL");
            host.sh("faillock --user bulwarden --reset");
            host.sh("""
                    sed -i '1i auth required pam_faillock.so preauth deny=3 unlock_time=600\\n\\
                    auth [success=1 default=ignore] pam_unix.so\\n\\
                    auth [default=die] pam_faillock.so authfail deny=3 unlock_time=600\\n\\
                    auth sufficient pam_permit.so' /etc/pam.d/sudo""");
            refused(host, "bulwarden", "never this", "the password is wrong");
            assertThat(host.sh("faillock --user bulwarden | grep -c 'V$'")).as("failures of " + debian)
                    .isEqualTo("1\n");
            assertThat(run(host, "bulwarden", Become.SUDO, "four words")).isEqualTo(ROOT);
        }
    }

    @Test
    @LabTest
    void startUpFilesThatStandInTheWayAreNamed() throws Exception {
        for (Debian debian : releases()) {
            LabHost host = host(debian);
            for (String user : List.of("root", "bulwarden")) {
                host.sh("chsh -s /bin/bash " + user);
                rc(host, user, "echo 'Welcome; last backup: never'; printf '\\033]0;title\\007'; echo noise >&2");
                assertThat(run(host, user, Become.SUDO, "")).as("chatty").isEqualTo(ROOT);
                rc(host, user, """
                        sed() { echo no; }; cat() { echo no; }; printf() { echo no; }; export -f sed cat printf
                        export POSIXLY_CORRECT=1 GREP_OPTIONS=-v GREP_COLORS=always CDPATH=/ LC_ALL=tr_TR.UTF-8 TZ=Asia/Kathmandu
                        export BASH_ENV=/nonexistent IFS=:""");
                assertThat(run(host, user, Become.SUDO, "")).as("env").isEqualTo(ROOT);
                rc(host, user, "read -r -p 'Which site? [1-3] ' site");
                refused(host, user, "", "~/.bashrc", "read the input that was meant for sh; nothing was run");
                rc(host, user, "cat >/dev/null");
                refused(host, user, "", "~/.bashrc", "reaches no sh");
                rc(host, user, "exit 1");
                refused(host, user, "", "runs no command; exit status 1", "~/.bashrc");
            }
            rc(host, "bulwarden", "exec sleep 3600");
            refused(host, "bulwarden", "", "reaches no sh", "~/.bashrc", "start something else");
            refused(host, "bulwarden", "four words", "reaches no sh", "~/.bashrc");
            assertThat(host.sh("ls -A /root /home/bulwarden")).doesNotContain("four");
        }
    }

    private static void rc(LabHost host, String user, String text) {
        List<String> arguments = new ArrayList<>(List.of(user, text));
        host.sh("home=$(getent passwd \"$1\" | cut -d: -f6); printf '%s\\n' \"$2\" >\"$home/.bashrc\"; chown \"$1:\" \"$home/.bashrc\"",
                arguments.toArray(String[]::new));
    }
}
