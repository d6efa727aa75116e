package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Digest;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.remote.ToldRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a host calls its files, their copies lie in the folder of its transaction, and stay as they were copied. */
class PulledBackupsTest {
    private static final Host HOST = new Host("pve1",
            new Endpoint("192.0.2.1", List.of(22), Optional.empty(), List.of()), LabAccess.login("root"), Map.of(),
            Optional.empty(), Map.of(), List.of());
    @TempDir
    Path folder;

    @Test
    void noNameLeavesTheFolderOfTheTransaction() throws Exception {
        List<String> names = List.of("/etc/ssh/sshd_config", "/../../../../tmp/evil", "//", "/", "/.", "/..",
                "/a\u001b[2Jb", "/a\nb", "/ä\u202e", "/" + "x".repeat(4000));
        Checked<List<Path>> pulled = pull(names, "old\n", "old\n");
        assertThat(pulled).isInstanceOf(Checked.Accepted.class);
        assertThat(files()).hasSameSizeAs(names).allSatisfy(file -> {
            assertThat(file.getParent()).isEqualTo(folder.resolve("state/backups/pve1/t1"));
            assertThat(file.getFileName().toString()).matches("[0-9]+-[A-Za-z0-9._-]{0,120}");
        });
        assertThat(folder.resolve("state/backups/pve1/t1/11-etc_ssh_sshd_config")).hasContent("old\n");
    }

    @Test
    void aCopyIsNotWrittenOver() throws Exception {
        assertThat(pull(List.of("/etc/a"), "old\n", "old\n")).isInstanceOf(Checked.Accepted.class);
        assertThat(pull(List.of("/etc/a"), "old\n", "old\n")).isInstanceOf(Checked.Accepted.class);
        Checked<List<Path>> other = pull(List.of("/etc/a"), "forged\n", "forged\n");
        assertThat(other.diagnostics().toString()).contains("11-etc_a", "was copied here before");
        assertThat(folder.resolve("state/backups/pve1/t1/11-etc_a")).hasContent("old\n");
    }

    @Test
    void bytesThatAreNotThoseOfTheManifestAreNotWritten() throws Exception {
        assertThat(pull(List.of("/etc/a"), "old\n", "forged\n").diagnostics().toString()).contains("it was changed");
        assertThat(files()).isEmpty();
    }

    private Checked<List<Path>> pull(List<String> names, String said, String given) throws Exception {
        List<Manifest.Change> changes = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        for (String name : names) {
            files.put("/var/lib/bulwarden/t1/" + (Manifest.FIRST + changes.size()) + "/old", given);
            changes.add(new Manifest.Change(name, name, Optional.of(new FileEdit.State(Digest.of(said), 0644, 0, 0)),
                    Optional.empty()));
        }
        return PulledBackups.pull(new ToldRemote(Map.of(), files), HOST, folder.resolve("state"),
                new Manifest(new TransactionId("t1"), "t1", "ops@desk", "", Instant.EPOCH, changes, List.of(),
                        Managed.NOTHING));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
