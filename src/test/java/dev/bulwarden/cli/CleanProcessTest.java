package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The streams of the process itself are cleaned, not only those of a console in a test. */
class CleanProcessTest {
    @Test
    void whateverTheProcessPrintsIsSpelledOut() throws Exception {
        Process process = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Bulwarden.class.getName(), "plan", "no\u001b[2Jsuch\u202e\n.yml", "-i", "/no\u001b]0;x\u0007such"))
                .redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).contains("\\x1b").doesNotContain("\u001b", "\u0007", "\u202e");
    }
}
