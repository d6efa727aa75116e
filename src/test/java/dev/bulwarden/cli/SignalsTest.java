package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.LabKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own, with real signals, while it waits for a host that says nothing. */
class SignalsTest {
    @TempDir
    Path folder;
    private ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());

    SignalsTest() throws IOException {}

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("play.yml"), "- {hosts: all, sshd: {settings: {MaxAuthTries: 3}}}\n");
        Files.writeString(folder.resolve("hosts.yml"),
                "hosts: {node: {address: 127.0.0.1, port: " + silent.getLocalPort() + ", identity_file: "
                        + LabKeys.privateKey("bulwarden") + "}}\n");
        silent.setSoTimeout(60_000);
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    @Test
    void aCommandThatOnlyReadsEndsAtOnce() throws Exception {
        Process plan = start("plan", folder.resolve("play.yml").toString());
        try (Socket _ = silent.accept()) {
            signal(plan, "INT");
            assertThat(plan.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(plan.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err"))).contains("interrupted by SIGINT");
    }

    /** As when a terminal is closed: nobody reads what is said any more. */
    @Test
    void aCommandThatIsPlanningLeavesEveryHostUnstartedAndSaysSo() throws Exception {
        Process apply = start("apply", folder.resolve("play.yml").toString(), "--format", "json");
        try (Socket _ = silent.accept()) {
            signal(apply, "HUP");
            assertThat(apply.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(apply.exitValue()).isEqualTo(2);
        JsonNode report = new JsonMapper().readTree(Files.readString(folder.resolve("out")));
        assertThat(report.at("/hosts/0/outcome").stringValue()).isEqualTo("not-started");
        assertThat(report.at("/hosts/0/why").stringValue()).isEqualTo("stopped by SIGHUP");
        assertThat(report.at("/exit_code").intValue()).isEqualTo(2);
    }

    private Process start(String... arguments) throws IOException {
        // Whoever runs the tests in the background ignores some of these signals, and their children would do so, too.
        List<String> words = new ArrayList<>(
                List.of("env", "--default-signal", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path"), "dev.bulwarden.cli.Bulwarden"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("-i", folder.resolve("hosts.yml").toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("BULWARDEN_STATE", folder.resolve("state").toString());
        builder.environment().keySet().removeAll(List.of("SSH_AUTH_SOCK", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()).isZero();
    }
}
