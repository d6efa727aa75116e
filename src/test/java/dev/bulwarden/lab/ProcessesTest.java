package dev.bulwarden.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose parent reaps nothing, as the first process of many a container. */
class ProcessesTest {
    @TempDir
    Path folder;

    private Process parent = ProcessesTest.parent();
    private ProcessHandle child = ProcessHandle.current();

    @BeforeEach
    void findTheChild() throws IOException {
        try (BufferedReader lines = parent.inputReader(StandardCharsets.US_ASCII)) {
            child = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
        }
    }

    @AfterEach
    void endTheParent() {
        child.destroyForcibly();
        parent.destroyForcibly();
    }

    @Test
    void aProcessThatHasEndedButWasNotReapedHasEnded() throws Exception {
        assertThat(Processes.ended(child)).isFalse();
        child.destroyForcibly();
        Path status = Path.of("/proc", String.valueOf(child.pid()), "status");
        while (!Files.readString(status).contains("State:\tZ")) {
            Thread.sleep(5);
        }
        assertThat(child.isAlive()).as("what Java says of it").isTrue();
        assertThat(Processes.ended(child)).isTrue();
        assertThat(LabServer.of("alder", 2201, child).isRunning()).isFalse();
    }

    @Test
    void aLabGoesWhoseServersNobodyReaps() throws Exception {
        LabFolder files = new LabFolder(folder.resolve("lab"));
        files.create();
        LabServer server = LabServer.of("alder", 2201, child);
        files.writeRoster(List.of(server));
        assertThat(server.isRunning()).isTrue();
        new Lab(files.path(), _ -> {}).down();
        assertThat(server.isRunning()).isFalse();
        assertThat(child.isAlive()).as("what Java says of it").isTrue();
        assertThat(files.path()).doesNotExist();
    }

    private static Process parent() {
        try {
            return new ProcessBuilder("sh", "-c", "sleep 600 >&- & echo $!; exec sleep 600 >&-").start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
