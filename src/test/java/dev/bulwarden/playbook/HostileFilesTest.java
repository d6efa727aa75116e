package dev.bulwarden.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.inventory.InventoryReader;
import dev.bulwarden.inventory.InventoryReader.Controller;
import dev.bulwarden.inventory.InventoryReader.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, reading it ends in a value or in errors with places, each one line; never in an exception. */
class HostileFilesTest {
    private static final List<String> PIECES = List.of("{", "}", "[", "]", ":", ": ", "- ", "\n", "\n  ", "\t", "&a ",
            "*a",
            "<<: ", "!!x ", "\"", "'", "{{ x }}", "{{", "|\n", "#", "~", "null", "\u0000", "\uFEFF", "\uD800", "---\n",
            "...\n", "? ", "%YAML 1.1\n", "[1:9]", "99999999999", "-1", "@", "`", "\\");

    @Test
    void inventoriesAreReadOrRefused() {
        String good = ShippedFilesTest.text(Path.of("inventory/example.yml"));
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            String text = damage(good, random);
            Checked<Inventory> read = InventoryReader.read(List.of(new Source("hosts.yml", text)),
                    new Controller("/home/ann", "ann"), Map.of());
            assertThat(read.diagnostics()).as(text).allSatisfy(HostileFilesTest::isOneLine);
        }
    }

    @Test
    void playbooksAreReadOrRefused() {
        String good = ShippedFilesTest.text(Path.of("playbooks/proxmox-standalone.yml"));
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            String text = damage(good, random);
            Checked<Playbook> read = PlaybookReader.read("site.yml", text, ShippedFilesTest.PROFILES);
            assertThat(read.diagnostics()).as(text).allSatisfy(HostileFilesTest::isOneLine);
        }
    }

    @Test
    void profilesAreReadOrRefused() {
        String good = ShippedFilesTest.text(Path.of("playbooks/profiles/baseline.yml"));
        Random random = new Random(9);
        for (int i = 0; i < 500; i++) {
            String text = damage(good, random);
            Checked<Playbook> read = PlaybookReader.ofProfile("baseline",
                    _ -> Optional.of(new ProfileSource.Found("baseline.yml", text)));
            assertThat(read.diagnostics()).as(text).allSatisfy(HostileFilesTest::isOneLine);
        }
    }

    private static void isOneLine(Diagnostic diagnostic) {
        assertThat(diagnostic.toString().chars().filter(Character::isISOControl).toArray())
                .as(diagnostic.toString()).isEmpty();
    }

    /** Replaces, inserts or removes in one to four places. */
    private static String damage(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        IntStream.rangeClosed(0, random.nextInt(4)).forEach(_ -> {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(6));
            text.replace(at, end, random.nextInt(4) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size())));
        });
        return text.toString();
    }
}
