package dev.bulwarden.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.InventoryReader;
import dev.bulwarden.inventory.InventoryReader.Controller;
import dev.bulwarden.inventory.InventoryReader.Source;
import dev.bulwarden.inventory.InventoryShape;
import dev.bulwarden.yaml.ReferencePage;
import dev.bulwarden.yaml.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference pages tell the truth: their examples are read, and their tables are those of the readers. */
class ReferencePagesTest {
    private static final Path INVENTORY = Path.of("docs/inventory.md");
    private static final Path PLAYBOOK = Path.of("docs/playbook.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "```yaml (inventory|playbook|profile)( wrong)?\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", Pattern.DOTALL);

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : List.of(INVENTORY, PLAYBOOK)) {
            Matcher example = EXAMPLE.matcher(Files.readString(page));
            while (example.find()) {
                String kind = example.group(1);
                String text = example.group(3);
                String expected = example.group(2) == null ? "" : example.group(4);
                tests.add(DynamicTest.dynamicTest(page.getFileName() + " example " + (tests.size() + 1),
                        () -> assertThat(read(kind, text)).isEqualTo(expected)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(8);
        return tests;
    }

    private static String read(String kind, String text) {
        List<Diagnostic> found = switch (kind) {
            case "inventory" -> InventoryReader.read(List.of(new Source("inventory.yml", text)),
                    new Controller("/home/ann", "ann"), Map.of()).diagnostics();
            case "profile" -> PlaybookReader.ofProfile("house-rules",
                    _ -> Optional.of(new ProfileSource.Found("house-rules.yml", text))).diagnostics();
            default -> PlaybookReader.read("playbook.yml", text, ShippedFilesTest.PROFILES).diagnostics();
        };
        return found.stream().map(d -> d + "\n").collect(Collectors.joining());
    }

    @Test
    void tablesOfKeysAreThoseOfTheReaders() throws IOException {
        table(INVENTORY, "keys", InventoryShape.SHAPE);
        table(PLAYBOOK, "keys", PlaybookShape.SHAPE);
        table(PLAYBOOK, "profile keys", ProfileShape.SHAPE);
    }

    private static void table(Path page, String marker, Shape shape) throws IOException {
        Pattern block = Pattern.compile("(<!-- " + marker + " -->\n)(.*?)(<!-- /" + marker + " -->)", Pattern.DOTALL);
        String table = ReferencePage.of(shape);
        if ("write".equals(System.getProperty("bulwarden.golden"))) {
            Files.writeString(page, block.matcher(Files.readString(page))
                    .replaceFirst("$1" + Matcher.quoteReplacement(table) + "$3"));
        }
        Matcher written = block.matcher(Files.readString(page));
        assertThat(written.find()).isTrue();
        assertThat(written.group(2)).isEqualTo(table);
    }
}
