package dev.bulwarden.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a program of this machine to its end.
 *
 * @param log where its output goes
 */
record Program(Path log) {
    private static final int LINES_SHOWN = 5;

    /** Waits for the program; a failure is an exception that shows the end of what it printed. */
    void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
        if (status != 0) {
            throw new IOException(command[0] + " ended with status " + status + ": " + end());
        }
    }

    /** The last lines of the log. */
    String end() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("; ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
