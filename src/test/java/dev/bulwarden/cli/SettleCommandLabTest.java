package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a controller that died leaves, as a user meets it with the next command. */
@LabTest
class SettleCommandLabTest {
    @TempDir
    Path folder;

    @Test
    void theNextCommandSaysSoSettlesAndWritesItDown() throws Exception {
        LabHost lab = LabHost.on(Debian.TRIXIE).withUser("bulwarden").shared();
        String inventory = inventory(lab);
        String playbook = playbook("MaxAuthTries: 3");
        String stock = lab.read("/etc/ssh/sshd_config");
        assertThat(Told.by("settle", "-i", inventory)).satisfies(none -> {
            assertThat(none.code()).as(none.out() + none.err()).isZero();
            assertThat(none.out()).isEqualTo("node  nothing to settle\n");
        });

        String first = dies(lab, playbook, inventory);
        for (Told told : List.of(Told.by("plan", playbook, "-i", inventory),
                Told.by("audit", playbook, "-i", inventory))) {
            assertThat(told.out()).contains("transaction " + first + " is not finished on this host (reloaded)",
                    "bulwarden settle node");
        }
        assertThat(Told.by("ping", "-i", inventory).out()).contains("transaction " + first + " is not finished");

        Told apply = Told.by("apply", playbook(" MaxSessions: 7"), "-i", inventory);
        assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
        assertThat(apply.err()).contains("transaction " + first + " of an earlier run ended: rolled-back");
        assertThat(lab.sshdT()).contains("maxauthtries 6\n", "maxsessions 7\n");
        assertThat(journals()).anySatisfy(text -> assertThat(text).contains("\"settle\"", first, "\"rolled-back\""));
        assertThat(Told.by("rollback", "node", "-i", inventory, "--to", "first").code()).isZero();
        assertThat(lab.read("/etc/ssh/sshd_config")).isEqualTo(stock);

        String second = dies(lab, playbook, inventory);
        Told settle = Told.by("settle", "node", "-i", inventory);
        assertThat(settle.code()).as(settle.out() + settle.err()).isEqualTo(3);
        assertThat(settle.out()).contains("rolled back", "transaction " + second, "nobody confirmed it in time");
        assertThat(lab.read("/etc/ssh/sshd_config")).isEqualTo(stock);
        assertThat(Told.by("settle", "-i", inventory).out()).isEqualTo("node  nothing to settle\n");
    }

    @Test
    void whatSomebodyElseHoldsIsRefusedWithWhoAndUntilWhen() throws Exception {
        LabHost lab = LabHost.on(Debian.BOOKWORM).withUser("bulwarden").shared();
        String inventory = inventory(lab);
        lab.sh("""
                mkdir -m 700 -p /var/lib/bulwarden/other
                echo 'run r1 by ann@desk since 2026-01-02T03:04:05Z' >/var/lib/bulwarden/other/who
                read -r up rest </proc/uptime
                echo "other $((${up%.*} + 300))" >/var/lib/bulwarden/lease.installed
                """);
        Told apply = Told.by("apply", playbook("MaxAuthTries: 3"), "-i", inventory);
        assertThat(apply.code()).as(apply.out() + apply.err()).isEqualTo(5);
        assertThat(apply.out()).contains("run r1 by ann@desk since 2026-01-02T03:04:05Z holds this host", "it ends by");
        Told settle = Told.by("settle", "-i", inventory, "--no-wait", "--format", "json");
        assertThat(settle.code()).isEqualTo(4);
        assertThat(settle.out()).contains("\"outcome\" : \"in-doubt\"", "\"settled_by\" : \"20", "ann@desk");
        assertThat(lab.exists("/var/lib/bulwarden/lease.installed")).isTrue();
    }

    /** Applies, and makes it look as if the controller had died before the release. */
    private static String dies(LabHost lab, String playbook, String inventory) throws IOException {
        Told apply = Told.by("apply", playbook, "-i", inventory);
        assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
        String id = lab
                .sh("cd /var/lib/bulwarden && set -- $(ls -d */verdict.applied | tail -n 1) && mv \"$1\" lease.reloaded"
                        + " && printf %s \"${1%/*}\"");
        Path journal = runs().resolve(id + ".jsonl");
        Files.write(journal, Files.readAllLines(journal).stream().filter(l -> !l.contains("\"ended\"")).toList());
        return id;
    }

    private static List<String> journals() throws IOException {
        try (var files = Files.list(runs())) {
            return files.map(SettleCommandLabTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path runs() {
        return Path.of(Objects.requireNonNull(System.getProperty("bulwarden.state")), "runs");
    }

    private String playbook(String setting) throws IOException {
        return Files.writeString(folder.resolve("playbook" + setting.length() + ".yml"),
                "- hosts: all\n  sshd:\n    settings: {" + setting + "}\n").toString();
    }

    private String inventory(LabHost lab) throws IOException {
        Path known = Files.writeString(folder.resolve("known_hosts"), lab.knownHosts());
        return Files.writeString(folder.resolve("hosts.yml"), """
                hosts:
                  node: {address: %s, user: bulwarden, identity_file: %s, known_hosts: %s}
                """.formatted(lab.address(), LabKeys.privateKey("bulwarden"), known)).toString();
    }
}
