package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.inventory.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Host keys learnt from a real sshd, compared with what ssh-keygen and ssh-keyscan say, and pinned. */
@EnabledIf("dev.bulwarden.remote.mina.Sshd#available")
class TrustTest {
    @Test
    void keysAreShownComparedAndPinned(@TempDir Path folder) throws Exception {
        try (Sshd sshd = Sshd.start(folder, "LogLevel VERBOSE");
                var connector = new MinaConnector((_, _) -> new char[0], folder, null)) {
            Endpoint endpoint = sshd.known("");
            List<Trust.Shown> shown = connector.trust().shown(endpoint);
            assertThat(shown).extracting(s -> s.key().type()).containsExactly("ssh-ed25519", "ecdsa-sha2-nistp256",
                    "ssh-rsa");
            assertThat(shown).extracting(Trust.Shown::verdict).containsOnly(new Verdict.Unknown());
            StringBuilder listed = new StringBuilder();
            for (String type : List.of("ed25519", "ecdsa", "rsa")) {
                listed.append(Sshd.run("ssh-keygen", "-lf", folder.resolve("host_" + type + ".pub").toString()));
            }
            assertThat(shown).allSatisfy(s -> assertThat(listed.toString()).contains(s.key().fingerprint()));

            assertThat(expected(listed.toString()).confirmed(shown)).isEqualTo(shown);
            String scan = Sshd.run("ssh-keyscan", "-t", "ed25519,rsa", "-p", String.valueOf(sshd.port()), "127.0.0.1");
            assertThat(expected(scan).confirmed(shown)).containsExactly(shown.get(0), shown.get(2));
            assertThat(expected(scan.replace("127.0.0.1", "127.0.0.2")).confirmed(shown)).isEmpty();
            assertThat(expected(Files.readString(folder.resolve("host_ecdsa.pub"))).confirmed(shown))
                    .containsExactly(shown.get(1));

            connector.trust().pin(endpoint, shown.subList(0, 1));
            connector.connect(endpoint, sshd.root()).close();
            assertThat(
                    Sshd.run("ssh-keygen", "-F", "[127.0.0.1]:" + sshd.port(), "-f", endpoint.knownHosts().getFirst()))
                    .contains("found: line 1");
            List<Trust.Shown> again = connector.trust().shown(endpoint);
            assertThat(again.get(0).verdict()).isInstanceOf(Verdict.Trusted.class);
            assertThat(again.get(1).verdict()).isInstanceOf(Verdict.OtherType.class);
            connector.trust().pin(endpoint, again);
            assertThat(Files.readAllLines(Path.of(endpoint.knownHosts().getFirst()))).hasSize(3);
            assertThat(sshd.log()).doesNotContain("Failed").doesNotContain("Invalid user");
        }
    }

    private static ExpectedKeys expected(String text) {
        return switch (ExpectedKeys.lines("from", text)) {
            case Checked.Accepted<ExpectedKeys>(var value, var _) -> value;
            case Checked.Rejected<ExpectedKeys>(var why) -> throw new AssertionError(why.toString());
        };
    }

    @Test
    void whatIsNoFingerprintIsRejectedWithItsPlace() {
        assertThat(ExpectedKeys.fingerprint("SHA256:short")).isInstanceOf(Checked.Rejected.class);
        assertThat(ExpectedKeys.fingerprint("SHA256:" + "a".repeat(43))).isInstanceOf(Checked.Accepted.class);
        assertThat(ExpectedKeys.lines("from", "# only\n").diagnostics().toString()).contains("from: no host key");
        assertThat(ExpectedKeys.lines("from", "# x\nnonsense\n").diagnostics().toString()).contains("from:2: neither");
    }
}
