package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bulwarden.report.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a message tells a user to type is taken by the program as it is printed. */
class RemedyTest {
    /** A command within a text of the sources, and whether something is put behind it. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?:: |with )bulwarden ([a-z]+(?: [^\"\\\\;,)\\s]+)*)(?:( \"\\s*\\)?\\s*(?:\\+|\\.append\\())(?:[^\"\\n]*\"( [A-Z]+)\")?|[^\\n]|$)");

    static List<List<String>> commands() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                COMMAND.matcher(Files.readString(file)).results().forEach(found -> {
                    List<String> words = new ArrayList<>(List.of(found.group(1).split(" ")));
                    if (found.group(2) != null) {
                        words.add("node");
                        Stream.ofNullable(found.group(3)).map(String::strip).forEach(words::add);
                    }
                    commands.add(words);
                });
            }
        }
        return commands;
    }

    @Test
    void theProgramTakesEveryCommandItNames() throws IOException {
        List<List<String>> commands = commands();
        assertThat(commands).hasSizeGreaterThan(12).contains(List.of("settle", "node"), List.of("trust", "node"),
                List.of("backups", "list"), List.of("plan", "PLAYBOOK", "-o", "FILE"));
        for (List<String> words : commands) {
            var nowhere = new PrintWriter(new StringWriter());
            var console = new Console(nowhere, nowhere, Style.PLAIN, false);
            var line = Bulwarden.commandLine(new Bulwarden(console), console);
            line.setCaseInsensitiveEnumValuesAllowed(true);
            assertThatCode(() -> line.parseArgs(words.toArray(String[]::new))).as(String.join(" ", words))
                    .doesNotThrowAnyException();
        }
    }
}
