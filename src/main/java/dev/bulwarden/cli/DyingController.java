package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs this program in a process of its own and kills it with SIGKILL at a step, as a crash or a power cut would. For the demo. */
final class DyingController {
    private DyingController() {}

    /**
     * Waits until a host reaches the step, then kills.
     *
     * @param step as the step events of {@code --format json} name it
     * @throws UserError if the program ends before the step
     */
    static void killedAt(String step, String... arguments) throws UserError, InterruptedException {
        Process process = start(arguments);
        try (BufferedReader events = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = events.readLine(); line != null; line = events.readLine()) {
                if (line.contains("\"step\":\"" + step + "\"")) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
        throw new UserError(Diagnostic.error("the demo went wrong: the controller ended before it could be killed"));
    }

    private static Process start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path")));
        for (String property : List.of("bulwarden.home", StateFolder.PROPERTY)) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.add(Bulwarden.class.getName());
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
