package dev.bulwarden.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own, as an operator runs it. Its steps are heard as it tells them, by {@code --format json}. */
final class Controller {
    private static final JsonMapper JSON = new JsonMapper();
    private final Process process;
    private final Path out;
    private final Story story;
    private final List<String> steps = new ArrayList<>();
    private String fault = "";
    private int requests;
    private boolean ended;

    private Controller(Process process, Path out, Story story) {
        this.process = process;
        this.out = out;
        this.story = story;
    }

    /**
     * Starts it.
     *
     * @param state folder it keeps its journal in, and its output
     */
    static Controller start(Program program, Path state, Story story, String... arguments) {
        Path out = state.resolve("out.json");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.concat(Stream.of("env", "--default-signal"), program.words().stream()),
                        Stream.of(arguments)).toList());
        builder.environment().put("BULWARDEN_STATE", state.toString());
        builder.environment().keySet().removeAll(List.of("SSH_AUTH_SOCK", "JAVA_TOOL_OPTIONS"));
        try {
            Process process = builder.redirectOutput(out.toFile()).start();
            process.getOutputStream().close();
            Controller controller = new Controller(process, out, story);
            Thread.ofPlatform().daemon().start(controller::listen);
            return controller;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            story.tell("controller: " + e);
        } finally {
            synchronized (steps) {
                ended = true;
                steps.notifyAll();
            }
        }
    }

    private void hear(String line) {
        boolean event = line.startsWith("{");
        String step = event ? JSON.readTree(line).path("step").asString("") : "";
        boolean request = event && JSON.readTree(line).path("event").asString("").equals("stop");
        story.tell("controller: " + (event ? step : line));
        synchronized (steps) {
            steps.add(step);
            requests += request ? 1 : 0;
            fault = fault.isEmpty() && line.contains("a fault in Bulwarden") ? line : fault;
            steps.notifyAll();
        }
    }

    /** Waits for a step to begin; false if it came to an end without it. */
    boolean reaches(String step) throws InterruptedException {
        synchronized (steps) {
            while (!steps.contains(step) && !ended) {
                steps.wait();
            }
            return steps.contains(step);
        }
    }

    /** The step it told last; empty before the first. */
    String latest() {
        synchronized (steps) {
            return steps.stream().filter(s -> !s.isEmpty()).reduce("", (_, later) -> later);
        }
    }

    /** Asks it to end; no matter if it has. */
    void signal(String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has told that it was asked to stop, so many times; or has ended. */
    void hearsRequests(int times) throws InterruptedException {
        synchronized (steps) {
            while (requests < times && !ended) {
                steps.wait();
            }
        }
    }

    boolean runs() {
        return process.isAlive();
    }

    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Waits for its end; false if it does not come. */
    boolean ends(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What it takes for a fault of its own; empty if nothing. */
    String fault() {
        synchronized (steps) {
            return fault;
        }
    }

    /** What it said of the one host in the end; missing if it was killed. */
    JsonNode report() {
        try {
            String text = Files.readString(out);
            story.tell("controller ended with " + process.exitValue() + " and said " + brief(text));
            int begin = text.indexOf('{'); // a JVM that makes a cache talks on standard output
            int end = text.lastIndexOf('}');
            return end < 0 ? JSON.missingNode() : JSON.readTree(text.substring(begin, end + 1)).path("hosts").path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String brief(String text) {
        return Optional.of(text.replaceAll("\\s+", " ")).filter(t -> !t.isEmpty()).orElse("nothing");
    }

    int exitCode() {
        return process.exitValue();
    }
}
