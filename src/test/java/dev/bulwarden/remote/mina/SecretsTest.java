package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.inventory.Secret;
import dev.bulwarden.remote.mina.SecretReader.Unavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private final List<String> asked = new ArrayList<>();
    private final char[] typed = "typed".toCharArray();
    private final Secrets secrets = new Secrets(question -> {
        asked.add(question);
        return question.startsWith("nothing") ? null : typed;
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

    private Secrets impatient() {
        return new Secrets(_ -> "typed".toCharArray(), Map.of("PASS", "from env"), Duration.ofMillis(300));
    }

    @Test
    void aProgramThatDoesNotEndIsKilledWithAllItStarted(@TempDir Path folder) throws Exception {
        Path pid = folder.resolve("pid");
        var hangs = new Secret.Program(List.of("sh", "-c", "echo hunter2; sleep 600 & echo $! >" + pid + "; wait"));
        assertThatThrownBy(() -> impatient().read(hangs, "nothing")).isInstanceOf(Unavailable.class)
                .hasMessageContaining("did not end within").hasMessageNotContaining("hunter2");
        long child = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    }

    @Test
    void whoWaitsForOneSecretHoldsUpNobodyElse(@TempDir Path folder) throws Exception {
        Path go = folder.resolve("go");
        Path begun = folder.resolve("begun");
        var slow = new Secret.Program(
                List.of("sh", "-c", "echo >" + begun + "; until [ -e " + go + " ]; do sleep 0.02; done; echo slow"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> waiting = threads.submit(() -> read(slow, "x"));
            Future<String> another = threads.submit(() -> read(slow, "x"));
            while (!Files.exists(begun)) {
                Thread.sleep(5);
            }
            assertThat(read(new Secret.Environment("PASS"), "x")).isEqualTo("from env");
            assertThat(read(new Secret.Prompt(), "x")).isEqualTo("typed");
            assertThat(waiting.isDone()).isFalse();
            Files.createFile(go);
            assertThat(List.of(waiting.get(), another.get())).containsOnly("slow");
        }
    }

    @Test
    void aProgramIsRunOnceHoweverItEnds(@TempDir Path folder) throws Exception {
        Path runs = folder.resolve("runs");
        var fails = new Secret.Program(List.of("sh", "-c", "echo run >>" + runs + "; exit 3"));
        unavailable(fails, "failed with exit status 3");
        unavailable(fails, "failed with exit status 3");
        assertThat(Files.readAllLines(runs)).hasSize(1);
    }

    @Test
    void onlyTheFirstLineIsTakenAndTheRestIsLetThrough() throws Exception {
        assertThat(read(new Secret.Program(List.of("sh", "-c", "set -e; echo first; sleep 0.1; seq 100000")), "x"))
                .isEqualTo("first");
    }

    @Test
    void aDescriptorThatNobodyWritesToIsGivenUp(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        try (var _ = new RandomAccessFile(pipe.toFile(), "rw")) {
            int number = descriptor(pipe);
            assertThatThrownBy(() -> impatient().read(new Secret.FileDescriptor(number), "nothing"))
                    .hasMessageContaining("nothing came from file descriptor " + number);
        }
    }

    @Test
    void aDescriptorIsReadToItsFirstLine(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        try (var both = new RandomAccessFile(pipe.toFile(), "rw")) {
            int number = descriptor(pipe);
            both.write("typed\n".getBytes(StandardCharsets.UTF_8));
            both.write("more".getBytes(StandardCharsets.UTF_8));
            assertThat(read(new Secret.FileDescriptor(number), "x")).isEqualTo("typed");
        }
    }

    private static int descriptor(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path one : all.toList()) {
                if (Files.isSymbolicLink(one) && Files.readSymbolicLink(one).equals(file)) {
                    return Integer.parseInt(one.getFileName().toString());
                }
            }
        }
        throw new AssertionError(file + " is not open");
    }

    @Test
    void closingWipesEveryValueAndEndsReading() throws Exception {
        secrets.read(new Secret.Prompt(), "a");
        secrets.close();
        assertThatThrownBy(() -> secrets.read(new Secret.Prompt(), "a")).isInstanceOf(IllegalStateException.class);
        assertThat(typed).containsOnly('\0');
    }
}
