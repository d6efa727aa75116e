package dev.bulwarden.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules about source files that byte code does not show. */
class SourceTest {
    private static final Path MAIN = Path.of("src/main/java");

    @Test
    void noSourceFileIsLongerThanThreeHundredLines() throws IOException {
        for (Path file : sources(Path.of("src"))) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
        }
    }

    @Test
    void everyPackageSaysWhatItKnowsAndNeverKnows() throws IOException {
        for (Path file : sources(MAIN)) {
            Path info = file.resolveSibling("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readString(info)).as(info.toString()).contains("<b>Knows:</b>", "<b>Never knows:</b>",
                    "@NullMarked");
        }
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        for (Path file : sources(MAIN)) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("TO" + "DO", "FIX" + "ME");
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }
}
