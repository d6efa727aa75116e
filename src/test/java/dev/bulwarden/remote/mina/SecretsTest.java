package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.inventory.Secret;
import dev.bulwarden.remote.mina.SecretReader.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final List<String> asked = new ArrayList<>();
    private final Secrets secrets = new Secrets(question -> {
        asked.add(question);
        return question.startsWith("nothing") ? null : "typed".toCharArray();
    }, Map.of("PASS", "from env"));

    private String read(Secret secret, String purpose) throws Exception {
        return new String(secrets.read(secret, purpose));
    }

    @Test
    void everySourceGivesItsFirstLine() throws Exception {
        assertThat(read(new Secret.Prompt(), "sudo password of ops")).isEqualTo("typed");
        assertThat(read(new Secret.Environment("PASS"), "x")).isEqualTo("from env");
        assertThat(read(new Secret.Program(List.of("printf", "päss\\r\\nsecond")), "x")).isEqualTo("päss");
    }

    @Test
    void aPersonIsAskedOnceForEachPurposeAndEachCallerGetsACopy() throws Exception {
        char[] first = secrets.read(new Secret.Prompt(), "a");
        java.util.Arrays.fill(first, '\0');
        assertThat(read(new Secret.Prompt(), "a")).isEqualTo("typed");
        read(new Secret.Prompt(), "b");
        assertThat(asked).containsExactly("a: ", "b: ");
    }

    @Test
    void whatCannotBeHadIsSaidWithoutAValue() {
        unavailable(new Secret.Prompt(), "there is no terminal");
        unavailable(new Secret.Environment("NONE"), "the environment variable NONE is not set");
        unavailable(new Secret.FileDescriptor(987), "file descriptor 987 cannot be read");
        unavailable(new Secret.Program(List.of("/no/such/program", "hunter2")), "/no/such/program cannot be started");
        unavailable(new Secret.Program(List.of("sh", "-c", "echo hunter2; exit 1")), "the program sh failed");
        unavailable(new Secret.Program(List.of("true")), "what was read is empty");
        unavailable(new Secret.Program(List.of()), "its command is empty");
    }

    private void unavailable(Secret secret, String words) {
        assertThatThrownBy(() -> read(secret, "nothing")).isInstanceOf(Unavailable.class)
                .hasMessageStartingWith("no nothing: ").hasMessageContaining(words).hasMessageNotContaining("hunter2");
    }
}
