package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Login.Become;
import dev.bulwarden.remote.RemoteFailure.LoginRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Logins by keys of a real ssh-agent, and by the usual files. */
@EnabledIf("dev.bulwarden.remote.mina.Sshd#available")
class AgentTest {
    private static Login usual() {
        return new Login("root", List.of(), Optional.empty(), Optional.empty(), Become.NONE, Optional.empty());
    }

    private static void connect(Sshd sshd, Path home, @Nullable String socket, Login login) throws Exception {
        try (var connector = new MinaConnector((_, _) -> new char[0], home, socket)) {
            connector.connect(sshd.knownBy("ed25519"), login).close();
        }
    }

    @Test
    void theAgentSignsForAnEncryptedKeyAndForAPublicHalf(@TempDir Path folder) throws Exception {
        String socket = folder.resolve("agent").toString();
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket).inheritIO().start();
        try (Sshd sshd = Sshd.start(folder)) {
            while (!Files.exists(Path.of(socket))) {
                Thread.sleep(20);
            }
            Path key = folder.resolve("id");
            Path home = Files.createDirectories(folder.resolve("home"));
            assertThatThrownBy(() -> connect(sshd, home, socket, usual())).isInstanceOf(LoginRefused.class)
                    .hasMessageContaining("no key to log in with as root");
            var add = new ProcessBuilder("ssh-add", key.toString()).redirectErrorStream(true);
            add.environment().put("SSH_AUTH_SOCK", socket);
            assertThat(add.start().waitFor()).isZero();
            connect(sshd, home, socket, usual());
            Sshd.keygen("-q", "-p", "-P", "", "-N", "locked now", "-f", key.toString());
            connect(sshd, home, socket, Sshd.root(key));
            Files.delete(key);
            connect(sshd, home, socket, Sshd.root(folder.resolve("id.pub")));
            assertThatThrownBy(() -> connect(sshd, home, null, Sshd.root(key)))
                    .hasMessageContaining("no such private key");
        } finally {
            agent.destroy();
        }
    }

    @Test
    void withoutAnAgentTheUsualFilesAreOffered(@TempDir Path folder) throws Exception {
        try (Sshd sshd = Sshd.start(folder)) {
            Path ssh = Files.createDirectories(folder.resolve("home/.ssh"));
            Sshd.keygen("-q", "-N", "secret", "-t", "rsa", "-f", ssh.resolve("id_rsa").toString());
            Sshd.keygen("-q", "-N", "", "-t", "ecdsa", "-f", ssh.resolve("id_ecdsa").toString());
            assertThatThrownBy(() -> connect(sshd, folder.resolve("home"), "/no/agent", usual()))
                    .hasMessageContaining("offered: " + ssh.resolve("id_ecdsa"))
                    .hasMessageContaining(ssh.resolve("id_rsa") + ": the private key is encrypted");
            Files.copy(folder.resolve("id"), ssh.resolve("id_ed25519"));
            Sshd.mode(ssh.resolve("id_ed25519"), "rw-------");
            connect(sshd, folder.resolve("home"), null, usual());
        }
    }
}
