package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Command.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame around a script, read by real shells. */
class FrameTest {
    private static final Frame FRAME = new Frame("bulwarden0123");

    private static Command command(String script, String data) {
        return new Command("test", script, data, Limits.USUAL);
    }

    private record Ran(int status, Frame.Answer out, Frame.Answer err) {}

    private static Ran run(Path folder, String text, String... argv) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in"), text);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(argv).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try (var pipe = process.getOutputStream()) {
            Files.copy(in, pipe);
        }
        int status = process.waitFor();
        return new Ran(status, FRAME.read(Files.readString(out, StandardCharsets.ISO_8859_1)),
                FRAME.read(Files.readString(err, StandardCharsets.ISO_8859_1)));
    }

    private static void installed(String program) {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin", program)), program + " is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void everyShReadsScriptAndData(String shell, @TempDir Path folder) throws Exception {
        installed(shell);
        String[] argv = shell.equals("busybox") ? new String[]{"busybox", "sh"} : new String[]{shell};
        String data = "it's $HOME \\ `x`\n".repeat(100_000);
        Ran ran = run(folder, FRAME.text(command("set -eu\nmain() { cat; false; }\n", data), false), argv);
        assertThat(ran.out().body()).isEqualTo(data);
        assertThat(ran.out().status()).contains(1);
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo(new Frame.Answer(true, true, Optional.of(1), "", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void aTextThatBreaksOffAnywhereRunsNothing(String shell, @TempDir Path folder) throws Exception {
        installed(shell);
        String[] argv = shell.equals("busybox") ? new String[]{"busybox", "sh"} : new String[]{shell};
        Path mark = folder.resolve("ran");
        String text = FRAME.text(command("main() {\n: >" + mark + "\n}\n", "one\ntwo\n"), false);
        for (int end = 0; end < text.length() - 2; end += 3) {
            Ran ran = run(folder, text.substring(0, end), argv);
            assertThat(mark).as(text.substring(0, end)).doesNotExist();
            assertThat(ran.out().status()).isEmpty();
        }
        run(folder, text, argv);
        assertThat(mark).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "zsh", "fish", "tcsh"})
    void everyLoginShellUnderstandsTheExecWord(String shell, @TempDir Path folder) throws Exception {
        installed(shell);
        String text = FRAME.text(command("main() { cat; }\n", "x\n"), false);
        String plain = Invocation.plain(Duration.ofSeconds(9)).word();
        assertThat(run(folder, text, shell, "-c", plain).out().body()).isEqualTo("x\n");
        Invocation sudo = Invocation.sudoWithPassword(Duration.ofSeconds(9), "tok", new char[]{'p'});
        String inner = sudo.word().substring(sudo.word().indexOf("sh -c"));
        assertThat(run(folder, text, shell, "-c", inner).out().body()).isEqualTo("x\n");
        assertThat(Files.readString(folder.resolve("err"))).startsWith("tok-ready\n");
    }

    @Test
    void noValueStandsInTheExecWord() {
        var sudo = Invocation.sudoWithPassword(Duration.ofSeconds(61), "tok", "hunter2".toCharArray());
        assertThat(sudo.toString()).isEqualTo(
                "env SUDO_PROMPT=tok-password:%p: sudo -S -k sh -c 'echo tok-ready >&2; exec timeout -k 5 61 sh'");
        assertThat(Invocation.sudo(Duration.ofMillis(10)).word()).isEqualTo("sudo -n timeout -k 5 1 sh");
    }

    @Test
    void anAnswerIsReadFromItsMarks() {
        String hello = "\nbulwarden0123 hello\n";
        String begin = "\nbulwarden0123 begin\n";
        assertThat(FRAME.read("noise"))
                .isEqualTo(new Frame.Answer(false, false, Optional.empty(), "", Optional.empty()));
        assertThat(FRAME.read(hello + "sh: error\n"))
                .isEqualTo(new Frame.Answer(true, false, Optional.empty(), "sh: error\n", Optional.empty()));
        assertThat(FRAME.read(hello + "\nbulwarden0123 user 1000\n").user()).contains("1000");
        assertThat(FRAME.read(hello + begin + "half").body()).isEqualTo("half");
        assertThat(FRAME.read(hello + begin + "a\n\n\nbulwarden0123 end 3\nlate"))
                .isEqualTo(new Frame.Answer(true, true, Optional.of(3), "a\n\n", Optional.empty()));
        assertThat(FRAME.read(hello + begin + "\nbulwarden0123 end").status()).isEmpty();
        assertThat(FRAME.read(hello + begin + "\nbulwarden0123 end 1").status()).isEmpty();
        assertThatThrownBy(() -> FRAME.text(command("main() { :; }\n", "bulwarden0123\n"), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noiseIsDroppedAndTheAnswerBounded() {
        var overflows = new java.util.concurrent.atomic.AtomicInteger();
        var output = new FramedOutput(FRAME.start(), 30, _ -> {}, overflows::incrementAndGet);
        byte[] noise = "x".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1);
        output.write(noise, 0, noise.length);
        for (byte b : "last words\nbulwarden0123 hello\n123456789".getBytes(StandardCharsets.ISO_8859_1)) {
            output.write(b);
        }
        assertThat(output.before()).hasSizeLessThanOrEqualTo(8 << 10).endsWith("last words");
        assertThat(output.framed()).isEqualTo("\nbulwarden0123 hello\n123456789");
        assertThat(List.of(output.overflown(), overflows.get() == 0)).containsExactly(false, true);
        output.write('!');
        output.write('!');
        assertThat(output.overflown()).isTrue();
        assertThat(overflows).hasValue(1);
    }
}
