package dev.bulwarden.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Cases as folders: input files, and {@code expected.txt} with what must come out. With {@code -Dbulwarden.golden=write}
 * the expectation is written instead of compared, to be read by a person before it is committed.
 */
public final class GoldenFolder {
    private GoldenFolder() {}

    /** One test for each case; the subject gets the input files by name and gives what came out. */
    public static List<DynamicTest> cases(String room, Function<Map<String, String>, String> subject) {
        Path folder = Path.of("src/test/resources", room);
        try (Stream<Path> cases = Files.list(folder)) {
            return cases.filter(Files::isDirectory).sorted().map(c -> DynamicTest.dynamicTest(
                    c.getFileName().toString(), () -> run(c, subject))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path folder, Function<Map<String, String>, String> subject) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> inputs = Files.list(folder)) {
            for (Path input : inputs.filter(p -> !p.endsWith("expected.txt")).toList()) {
                files.put(input.getFileName().toString(), Files.readString(input));
            }
        }
        Path expected = folder.resolve("expected.txt");
        String actual = subject.apply(files);
        if ("write".equals(System.getProperty("bulwarden.golden"))) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    /** One line each, severity first. */
    public static String lines(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(d -> d.severity().name().toLowerCase(java.util.Locale.ROOT) + " " + d + "\n")
                .collect(Collectors.joining());
    }
}
