package dev.bulwarden.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules, their pages, the table of lockouts and the cases staged for them agree. */
class GuardPagesTest {
    private static final Path PAGES = Path.of("docs/guards");
    private static final Path TABLE = Path.of("docs/guards.md");
    private static final Path CASES = Path.of("src/test/resources/lockouts");

    @Test
    void everyRuleHasAPageOfItsOwnThatSaysWhatItSeesAndWhatToDo() throws IOException {
        for (String id : ids()) {
            assertThat(Files.readString(PAGES.resolve(id + ".md"))).startsWith("# " + id + ": ").contains(
                    "**What it sees.**", "**Why it locks out.**", "**How to fix it.**");
        }
    }

    @Test
    void theTableNamesEveryLockoutAndLinksEveryPage() throws IOException {
        Set<String> expected = new LinkedHashSet<>(List.of("root-login"));
        IntStream.rangeClosed(1, 38).forEach(i -> expected.add("L" + i));
        expected.addAll(ids());
        assertThat(rows().stream().map(GuardPagesTest::name)).containsExactlyInAnyOrderElementsOf(expected);
        Set<String> pages = new TreeSet<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            files.forEach(f -> pages.add(f.getFileName().toString().replace(".md", "")));
        }
        assertThat(pages).containsAll(ids());
        for (List<String> row : rows()) {
            String id = name(row);
            assertThat(row.getFirst()).isEqualTo(pages.contains(id) ? "[" + id + "](guards/" + id + ".md)" : id);
            assertThat(row.get(2).contains("guard")).as(id + " is a rule").isEqualTo(ids().contains(id));
        }
    }

    @Test
    void whatTheTableCallsStagedHasACase() throws IOException {
        Set<String> staged = new TreeSet<>();
        try (Stream<Path> folders = Files.list(CASES)) {
            for (Path folder : folders.toList()) {
                String name = folder.getFileName().toString();
                staged.add(name.startsWith("L0") ? "L" + name.charAt(2) : name.replaceFirst("^(L[0-9]+)-.*", "$1"));
                Properties expected = new Properties();
                expected.load(new StringReader(Files.readString(folder.resolve("expected.properties"))));
                expected.stringPropertyNames().stream().filter(k -> k.matches("id(\\..*)?"))
                        .forEach(k -> assertThat(ids()).contains(expected.getProperty(k)));
            }
        }
        for (List<String> row : rows()) {
            assertThat(row.get(3).startsWith("yes")).as(name(row) + " is staged").isEqualTo(staged.contains(name(row)));
            assertThat(Files.readString(TABLE).contains("**" + name(row) + "**")).as(name(row) + " has a reason")
                    .isNotEqualTo(staged.contains(name(row)));
        }
    }

    private static List<String> ids() {
        return Guard.all().stream().flatMap(g -> g.ids().stream()).toList();
    }

    private static String name(List<String> row) {
        return row.getFirst().replaceAll("\\[([^]]*)].*", "$1");
    }

    private static List<List<String>> rows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.matches("\\| (\\[|L[0-9]).*")) {
                rows.add(Stream.of(line.substring(2, line.length() - 2).split(" \\| ")).toList());
            }
        }
        return rows;
    }
}
