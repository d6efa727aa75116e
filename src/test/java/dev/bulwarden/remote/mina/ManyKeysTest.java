package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Login.Become;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure.LoginRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents as they are found: many keys, the right one last, entries of other kinds, certificates, keys that do not sign. */
@EnabledIf("dev.bulwarden.remote.mina.Sshd#available")
class ManyKeysTest {
    @TempDir
    Path folder;
    private RealAgent agent;
    private Path home;
    private Path right;

    @BeforeEach
    void sixKeysOfOthersAndTheRightOne() throws Exception {
        agent = RealAgent.start(folder.resolve("agent"));
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve(".ssh"));
        right = folder.resolve("id");
        Sshd.keygen("-q", "-N", "", "-t", "ed25519", "-f", right.toString());
        for (int i = 1; i <= 6; i++) {
            Path other = folder.resolve("other" + i);
            Sshd.keygen("-q", "-N", "", "-t", "ed25519", "-f", other.toString());
            agent.add(other);
        }
        agent.add(right);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private static Login root(Optional<Path> identity, Optional<Path> certificate) {
        return new Login("root", identity.map(Path::toString).stream().toList(), certificate.map(Path::toString),
                Optional.empty(), Become.NONE, Optional.empty());
    }

    private static Login usual() {
        return root(Optional.empty(), Optional.empty());
    }

    private void login(Sshd sshd, Path socket, Login login) throws Exception {
        try (var connector = new MinaConnector((_, _) -> new char[0], home, socket.toString());
                Remote remote = connector.connect(sshd.knownBy("ed25519"), login)) {
            assertThat(remote.link().user()).isEqualTo("root");
        }
    }

    @Test
    void theKeyWhosePublicHalfLiesInTheHomeIsOfferedFirst() throws Exception {
        Files.copy(folder.resolve("id.pub"), home.resolve(".ssh/id_ed25519.pub"));
        try (Sshd sshd = Sshd.start(folder, "MaxAuthTries 2")) {
            login(sshd, agent.socket(), usual());
        }
    }

    @Test
    void anyPublicHalfInTheHomeGoesBeforeTheOthers() throws Exception {
        Files.copy(folder.resolve("id.pub"), home.resolve(".ssh/work.pub"));
        try (Sshd sshd = Sshd.start(folder, "MaxAuthTries 2")) {
            login(sshd, agent.socket(), usual());
        }
    }

    @Test
    void theRightKeyIsReachedOrItIsSaidHowManyWereNot() throws Exception {
        try (Sshd sshd = Sshd.start(folder, "MaxAuthTries 20")) {
            login(sshd, agent.socket(), usual());
        }
        try (Sshd sshd = Sshd.start(folder, "MaxAuthTries 3")) {
            assertThatThrownBy(() -> login(sshd, agent.socket(), usual())).isInstanceOf(LoginRefused.class)
                    .hasMessageContaining("refused after too many failures")
                    .hasMessageContaining("4 not offered: agent: ").hasMessageContaining("identity_file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "garbage", "token"})
    void anEntryThatCannotBeUsedSaysNothingOfTheOthers(String kind) throws Exception {
        try (ForwardingAgent odd = ForwardingAgent.start(folder.resolve("odd"), agent.socket());
                Sshd sshd = Sshd.start(folder, "MaxAuthTries 20")) {
            switch (kind) {
                case "unknown" -> odd.withUnknown();
                case "garbage" -> odd.withGarbage();
                default -> odd.withToken();
            }
            String listed = RealAgent.sshAdd(odd.socket(), "-l");
            switch (kind) {
                case "unknown" -> assertThat(listed).hasLineCount(7); // ssh passes over it
                case "garbage" -> assertThat(listed).contains("error fetching identities"); // ssh gives up
                default -> assertThat(listed).hasLineCount(8).contains("token of a colleague");
            }
            login(sshd, odd.socket(), usual());
            login(sshd, odd.socket(), root(Optional.of(folder.resolve("id.pub")), Optional.empty()));
        }
    }

    @Test
    void aTokenInTheAgentLogsIn() throws Exception {
        try (ForwardingAgent odd = ForwardingAgent.start(folder.resolve("odd"), agent.socket()).withToken()) {
            Files.writeString(folder.resolve("authorized_keys"), odd.tokenLine());
            try (Sshd sshd = Sshd.start(folder, "MaxAuthTries 2")) {
                login(sshd, odd.socket(), usual());
            }
        }
    }

    @Test
    void aKeyThatDoesNotSignIsNotTheHostsFault() throws Exception {
        try (ForwardingAgent odd = ForwardingAgent.start(folder.resolve("odd"), agent.socket());
                Sshd sshd = Sshd.start(folder, "MaxAuthTries 20")) {
            odd.refuseToSign();
            assertThatThrownBy(() -> login(sshd, odd.socket(), usual())).isInstanceOf(LoginRefused.class)
                    .hasMessageContaining("the host takes agent: ").hasMessageContaining("the agent refused to sign")
                    .hasMessageNotContaining("authorized_keys");
            Files.copy(right, home.resolve(".ssh/id_rsa"));
            Files.copy(folder.resolve("other1"), home.resolve(".ssh/id_ed25519"));
            Files.writeString(folder.resolve("authorized_keys"),
                    Files.readString(folder.resolve("id.pub")) + Files.readString(folder.resolve("other2.pub")));
            login(sshd, odd.socket(), usual());
        }
    }

    /** An authority whose word the host takes, and nothing else. */
    private Sshd trusting(Path authority) throws Exception {
        return Sshd.start(folder, "AuthorizedKeysFile none", "TrustedUserCAKeys " + authority + ".pub",
                "MaxAuthTries 20");
    }

    private Path certificate(String type) throws Exception {
        Path authority = folder.resolve("ca");
        Sshd.keygen("-q", "-N", "", "-t", "ed25519", "-f", authority.toString());
        Path key = folder.resolve("signed_" + type);
        Sshd.keygen("-q", "-N", "", "-t", type, "-f", key.toString());
        Sshd.keygen("-q", "-s", authority.toString(), "-I", "test", "-n", "root", key + ".pub");
        return key;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void aCertificateOfTheAgentIsOffered(String type) throws Exception {
        Path key = certificate(type);
        agent.add(key); // ssh-add takes the certificate along
        try (Sshd sshd = trusting(folder.resolve("ca"))) {
            login(sshd, agent.socket(), usual());
            Files.delete(Path.of(key + "-cert.pub"));
            login(sshd, agent.socket(), root(Optional.of(Path.of(key + ".pub")), Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa"})
    void aCertificateFileGoesWithTheAgentsKeyAsWellAsWithAFile(String type) throws Exception {
        Path key = certificate(type);
        Path certificate = Files.move(Path.of(key + "-cert.pub"), folder.resolve("elsewhere.pub"));
        try (Sshd sshd = trusting(folder.resolve("ca"))) {
            Login login = root(Optional.of(key), Optional.of(certificate));
            login(sshd, folder.resolve("no-agent"), login);
            agent.add(key);
            login(sshd, agent.socket(), login);
            Files.delete(key);
            login(sshd, agent.socket(), root(Optional.of(Path.of(key + ".pub")), Optional.of(certificate)));
        }
    }

    @Test
    void theCertificateBesideAUsualFileIsOffered() throws Exception {
        Path key = certificate("ed25519");
        Files.copy(key, home.resolve(".ssh/id_ed25519"));
        Files.copy(Path.of(key + "-cert.pub"), home.resolve(".ssh/id_ed25519-cert.pub"));
        try (Sshd sshd = trusting(folder.resolve("ca"))) {
            login(sshd, folder.resolve("no-agent"), usual());
        }
    }

    @Test
    void whereNothingCanBeOfferedItIsSaidWhatWasThere() throws Exception {
        try (RealAgent empty = RealAgent.start(folder.resolve("empty"));
                ForwardingAgent odd = ForwardingAgent.start(folder.resolve("odd"), empty.socket()).withUnknown();
                Sshd sshd = Sshd.start(folder)) {
            assertThatThrownBy(() -> login(sshd, odd.socket(), usual()))
                    .hasMessageContaining("no key to log in with as root: 1 key of the agent cannot be read");
            assertThatThrownBy(() -> login(sshd, folder.resolve("gone"), usual()))
                    .hasMessageContaining("no agent answers at ");
            Sshd.keygen("-q", "-N", "secret", "-t", "ed25519", "-f", home.resolve(".ssh/id_ed25519").toString());
            assertThatThrownBy(() -> login(sshd, empty.socket(), usual())).hasMessageContaining("is encrypted");
        }
        assertThat(List.of(home.toFile().list())).containsExactly(".ssh");
    }
}
