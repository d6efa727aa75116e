package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Command.Limits;
import dev.bulwarden.command.Output;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Commands over one key login to a real sshd. */
@EnabledIf("dev.bulwarden.remote.mina.Sshd#available")
class MinaRemoteTest {
    @TempDir
    static Path folder;
    static Sshd sshd;
    static MinaConnector connector;
    static Remote remote;

    @BeforeAll
    static void connect() throws Exception {
        sshd = Sshd.start(folder);
        connector = new MinaConnector((_, _) -> new char[0], folder, null);
        remote = connector.connect(sshd.knownBy("ed25519"), sshd.root());
    }

    @AfterAll
    static void disconnect() {
        remote.close();
        connector.close();
        sshd.close();
    }

    private static Output run(String script, String data) throws Exception {
        return remote.run(new Command("test", script, data, Limits.USUAL));
    }

    @Test
    void linkSaysWhatWasConnectedTo() throws Exception {
        assertThat(remote.link().address()).isEqualTo("127.0.0.1");
        assertThat(remote.link().port()).isEqualTo(sshd.port());
        assertThat(remote.link().user()).isEqualTo("root");
        assertThat(remote.link().hostKeyType()).isEqualTo("ssh-ed25519");
        assertThat(Sshd.run("ssh-keygen", "-lf", folder.resolve("host_ed25519.pub").toString()))
                .contains(remote.link().hostKeyFingerprint());
    }

    @Test
    void bothOutputsAndTheStatusComeBack() throws Exception {
        Output output = run("main() { echo out; echo err >&2; return 7; }\n", "");
        assertThat(output).isEqualTo(new Output(7, "out\n", "err\n"));
    }

    @Test
    void mainMayExitAndBreakOffBySetMinusE() throws Exception {
        assertThat(run("main() { exit 5; }\n", "").status()).isEqualTo(5);
        assertThat(run("set -e\nmain() { false; echo no; }\n", "")).isEqualTo(new Output(1, "", ""));
        assertThat(run("set -eu\nmain() { trap 'echo bye' EXIT; exit 0; }\n", ""))
                .isEqualTo(new Output(0, "bye\n", ""));
    }

    @Test
    void aShellThatIsKilledIsALostAnswer() {
        assertThatThrownBy(() -> run("main() { kill -KILL $$; sleep 1; }\n", ""))
                .isInstanceOf(RemoteFailure.LinkLost.class).hasMessageContaining("breaks off");
    }

    /** The library refuses a channel in words of its own while a session goes down, as between a cut and the next verb. */
    @Test
    void aLoginThatGoesDownIsALostLink() throws Exception {
        try (MinaConnector other = new MinaConnector((_, _) -> new char[0], folder, null)) {
            Remote gone = other.connect(sshd.knownBy("ed25519"), sshd.root());
            gone.close();
            assertThatThrownBy(() -> gone.run(new Command("test", "main() { :; }\n", "", Limits.USUAL)))
                    .isInstanceOf(RemoteFailure.LinkLost.class).hasMessageContaining("the connection broke");
        }
    }

    @Test
    void dataIsMainsStandardInputAndNeverShellText() throws Exception {
        String data = "$(echo no) `id` \\n \"quotes\" '$HOME'\n\n  two blanks\n#\n";
        assertThat(run("main() { cat; }\n", data).out()).isEqualTo(data);
    }

    @Test
    void twoMebibytesOfDataArriveWhole() throws Exception {
        StringBuilder data = new StringBuilder();
        Random random = new Random(1);
        while (data.length() < 2 << 20) {
            data.append(Long.toHexString(random.nextLong())).append('\n');
        }
        assertThat(run("main() { cat; }\n", data.toString()).out()).isEqualTo(data.toString());
    }

    @Test
    void anyByteComesBackAsItWas() throws Exception {
        Path file = folder.resolve("every byte");
        byte[] bytes = new byte[256 * 100];
        new Random(2).nextBytes(bytes);
        Files.write(file, bytes);
        assertThat(remote.fetch(file.toString(), 1 << 20)).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
        assertThat(ScriptRead.read(remote, file.toString(), 1 << 20))
                .isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() {
        assertThatThrownBy(() -> remote.fetch("/no/such file", 10)).isInstanceOf(RemoteFailure.NotPermitted.class)
                .hasMessageContaining("cannot read 127.0.0.1:/no/such file: no such file");
        assertThatThrownBy(() -> remote.fetch("/etc/passwd", 10)).isInstanceOf(RemoteFailure.LinkLost.class)
                .hasMessageContaining("/etc/passwd is longer than 10 bytes");
    }

    @Test
    void tooMuchOutputIsAFailure() {
        var limits = new Limits(Duration.ofSeconds(20), 1000);
        assertThatThrownBy(() -> remote.run(new Command("flood", "main() { cat /dev/zero; }\n", "", limits)))
                .isInstanceOf(RemoteFailure.LinkLost.class).hasMessageContaining("longer than 1000 bytes");
    }

    @Test
    void theHostKillsAScriptAtItsTimeLimit() throws Exception {
        Path mark = folder.resolve("survived");
        var limits = new Limits(Duration.ofSeconds(1), 1000);
        String script = "main() { read -r mark; sleep 3; touch \"$mark\"; }\n";
        assertThatThrownBy(() -> remote.run(new Command("slow", script, mark + "\n", limits)))
                .isInstanceOf(RemoteFailure.LinkLost.class).hasMessageContaining("did not end within 1 s");
        Thread.sleep(3000);
        assertThat(mark).doesNotExist();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var limits = new Limits(Duration.ofSeconds(60), 1000);
        var problem = new java.util.concurrent.CompletableFuture<Throwable>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try (Remote other = connector.connect(sshd.knownBy("ed25519"), sshd.root())) {
                other.run(new Command("wait", "main() { sleep 2; }\n", "", limits));
            } catch (Exception e) {
                problem.complete(e);
            }
        });
        Thread.sleep(700);
        thread.interrupt();
        assertThat(problem.get(5, java.util.concurrent.TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aScriptShCannotReadIsALostAnswerNotAStatus() {
        assertThatThrownBy(() -> run("main() { if; }\n", "")).isInstanceOf(RemoteFailure.LinkLost.class)
                .hasMessageContaining("sh could not read the script");
    }

    /** sshd lets go of a session a little after its channel is closed; leaving something running delays that. */
    @Test
    void oneSessionAtATimeIsEnough(@TempDir Path other) throws Exception {
        try (Sshd one = Sshd.start(other, "MaxSessions 1");
                Remote login = connector.connect(one.knownBy("ed25519"), one.root())) {
            Path file = Files.writeString(other.resolve("file"), "content");
            for (int i = 0; i < 20; i++) {
                String text = "round " + i + "\n";
                assertThat(login.run(new Command("round", "main() { cat; sleep 0.3 & }\n", text, Limits.USUAL)).out())
                        .isEqualTo(text);
                assertThat(login.fetch(file.toString(), 100)).isEqualTo("content");
            }
        }
    }

    @Test
    void noSessionAtAllIsSaidAtOnce(@TempDir Path other) throws Exception {
        try (Sshd none = Sshd.start(other, "MaxSessions 0");
                Remote login = connector.connect(none.knownBy("ed25519"), none.root())) {
            assertThatThrownBy(() -> login.run(new Command("x", "main() { :; }\n", "", Limits.USUAL)))
                    .isInstanceOf(RemoteFailure.NotPermitted.class).hasMessageContaining("MaxSessions");
        }
    }
}
