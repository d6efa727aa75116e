package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Digest;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.plan.ManifestFile;
import dev.bulwarden.remote.ToldRemote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that lies about what transactions left there is not believed, and what it said is told. */
class HostileBackupsTest {
    private static final String ID = "20261121T120000Z-00000a";

    private static String manifest() {
        return ManifestFile.write(new Manifest(new TransactionId(ID), ID, "ops@desk", "", Instant.EPOCH,
                List.of(new Manifest.Change("/etc/ssh/sshd_config", "/etc/ssh/sshd_config",
                        Optional.of(new FileEdit.State(Digest.of("old\n"), 0644, 0, 0)), Optional.empty())),
                List.of(), Managed.NOTHING));
    }

    private static String line(String id, String verdict, String size, String manifest) {
        return id + " " + verdict + " " + size + " "
                + Base64.getEncoder().encodeToString(manifest.getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    private static Checked<List<Backup>> list(String answer) throws Exception {
        return Backups.list(new ToldRemote(Map.of("backups", answer), Map.of()));
    }

    private static String rejected(String answer) throws Exception {
        Checked<List<Backup>> checked = list(answer);
        assertThat(checked).as(answer).isInstanceOf(Checked.Rejected.class);
        String said = checked.diagnostics().toString();
        assertThat(said.chars()).noneMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x202e);
        return said;
    }

    @Test
    void whatTheToolLeftIsListed() throws Exception {
        assertThat(list(line(ID, "applied", "12", manifest()))).isInstanceOf(Checked.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/cron.d", "../../../etc/cron.d", "..", ".", "", "-rf", "a/b", "a\u0000b", "a b", "ä",
            "20261121T120000Z-00000b", "\u001b[2J", "\u202eabc"})
    void aManifestOfAnotherTransactionIsRefused(String transaction) throws Exception {
        String lie = manifest().replace("\"transaction\" : \"" + ID + "\"",
                "\"transaction\" : \"" + escaped(transaction) + "\"");
        assertThat(lie).isNotEqualTo(manifest());
        assertThat(rejected(line(ID, "applied", "12", lie))).contains("/var/lib/bulwarden/" + ID + "/manifest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/cron.d", "../x", "..", "-rf", "\u001b[2J", "", "a/b"})
    void aFolderThatIsNoTransactionIsRefused(String id) throws Exception {
        rejected(line(id, "applied", "12", manifest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "", "/a\\u0000b", "/a\\u0100"})
    void aPathThatIsNoneIsRefused(String path) throws Exception {
        rejected(line(ID, "applied", "12", manifest().replace("\"/etc/ssh/sshd_config\"", "\"" + path + "\"")));
    }

    @Test
    void everythingElseThatIsNoBackupIsRefused() throws Exception {
        assertThat(rejected(line(ID, "applied", "many", manifest()))).contains("garbled");
        assertThat(rejected(line(ID, "applied", "99999999999999999999", manifest()))).contains("garbled");
        assertThat(rejected(line(ID, "\u001b[31mapplied", "12", manifest()))).contains("garbled");
        assertThat(rejected(line(ID, "applied", "12", manifest()).repeat(2))).contains("twice");
        assertThat(rejected(ID + " applied 12 %%%\n")).contains("is not a manifest");
        assertThat(rejected("\u001b]0;owned\u0007\n")).contains("garbled");
    }

    @Test
    void whatWasPrunedIsNamedByIdOrNotBelieved() throws Exception {
        assertThat(Backups.prune(new ToldRemote(Map.of("prune", ID + "\npruned\n"), Map.of()), two(), 1))
                .isEqualTo(Checked.accepted(List.of(new TransactionId(ID))));
        assertThat(Backups.prune(new ToldRemote(Map.of("prune", "../\u001b[2J\npruned\n"), Map.of()), two(), 1))
                .isInstanceOfSatisfying(Checked.Rejected.class,
                        r -> assertThat(r.diagnostics().toString()).contains("../").doesNotContain("\u001b"));
    }

    private static List<Backup> two() {
        return Stream.of(ID, ID + "b").map(id -> new Backup(new Manifest(new TransactionId(id), id, "ops@desk", "",
                Instant.EPOCH, List.of(), List.of(), Managed.NOTHING), "restored-asked", 4, Digest.of(id))).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lease ../../x taken waiting 30 old ", "transaction /etc/cron.d applied ",
            "transaction -rf applied ", "lease a taken waiting 30 old \nlease b taken waiting 30 old ",
            "transaction \u001b[2J applied "})
    void aHostThatNamesNoTransactionIsNotSettled(String lines) {
        Checked<HostTransactions> checked = HostTransactions.read(new Reply.Done(lines.lines().toList(), "known"));
        assertThat(checked).isInstanceOf(Checked.Rejected.class);
        assertThat(checked.diagnostics().toString()).doesNotContain("\u001b", "\n");
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
        return json.toString();
    }
}
