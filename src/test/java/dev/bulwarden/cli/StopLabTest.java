package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.report.Style;
import dev.bulwarden.transaction.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody asks a run to stop at the moment at which a host begins a step: on the very thread that tells of it. */
@LabTest
class StopLabTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Step> STEPS = Arrays.stream(Step.values()).filter(s -> s != Step.RESTORE).toList();
    private static final List<Step> ALL_OR_SOME = Boolean.getBoolean("bulwarden.full")
            ? STEPS
            : List.of(Step.STAGE, Step.TAKE, Step.ANSWER);
    @TempDir
    Path folder;

    /** How a run ended. */
    private record Ended(int code, String first, String second, String all) {}

    @Test
    void askedOnceItFinishesTheHostAndStartsNoOther() throws IOException {
        LabHost lab = LabHost.on(Debian.TRIXIE).withUser("bulwarden").shared();
        for (Step step : ALL_OR_SOME) {
            int tries = 20 + STEPS.indexOf(step);
            Ended ended = stopped(lab, Map.of(step.toString(), 1), "apply", playbook(tries));
            assertThat(ended.first()).as(ended.all()).isEqualTo("applied");
            assertThat(ended.second()).as(ended.all()).isEqualTo("not-started");
            assertThat(ended.code()).as("hosts left unstarted").isEqualTo(2);
            assertThat(ended.all()).contains("\"event\":\"stop\"", "stopped by SIGINT");
            assertThat(lab.sshdT()).contains("maxauthtries " + tries + "\n");
            assertThat(left(lab)).as("at " + step).isEmpty();
        }
        Ended back = stopped(lab, Map.of("install", 1), "rollback", "all", "--to", "first");
        assertThat(back.first()).as(back.all()).isEqualTo("applied");
        assertThat(back.second()).as(back.all()).isEqualTo("not-started");
        assertThat(left(lab)).isEmpty();
    }

    @Test
    void askedTwiceItPutsTheHostBackAndLeavesNothingArmed() throws IOException {
        LabHost lab = LabHost.on(Debian.TRIXIE).withUser("bulwarden").shared();
        String before = lab.read("/etc/ssh/sshd_config");
        for (Step step : STEPS) {
            Ended ended = stopped(lab, Map.of(step.toString(), 2), "apply", playbook(20));
            boolean untouched = step.compareTo(Step.INSTALL) <= 0; // the files are written only once the step is sent
            assertThat(ended.first()).as(step + " " + ended.all()).isEqualTo(untouched ? "refused" : "rolled-back");
            assertThat(ended.second()).as(ended.all()).isEqualTo("not-started");
            assertThat(ended.code()).as(ended.all()).isEqualTo(untouched ? 5 : 3);
            assertThat(ended.all()).contains("the run was asked to stop");
            assertThat(lab.read("/etc/ssh/sshd_config")).as("at " + step).isEqualTo(before);
            assertThat(left(lab)).as("at " + step).isEmpty();
        }
    }

    @Test
    void askedAgainWhileItPutsTheHostBackItGoesOnWithThat() throws IOException {
        LabHost lab = LabHost.on(Debian.TRIXIE).withUser("bulwarden").shared();
        String before = lab.read("/etc/ssh/sshd_config");
        Ended ended = stopped(lab, Map.of("reload", 2, "restore", 2), "apply", playbook(20));
        assertThat(ended.first()).as(ended.all()).isEqualTo("rolled-back");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(lab.read("/etc/ssh/sshd_config")).isEqualTo(before);
        assertThat(left(lab)).isEmpty();
    }

    @Test
    void whoeverWaitsForWhatSomebodyElseHoldsIsToldAtOnceWhatIsKnown() throws IOException {
        LabHost lab = LabHost.on(Debian.TRIXIE).withUser("bulwarden").shared();
        lab.sh("""
                mkdir -m 700 -p /var/lib/bulwarden/other
                echo 'run r1 by ann@desk since 2026-01-02T03:04:05Z' >/var/lib/bulwarden/other/who
                read -r up rest </proc/uptime
                echo "other $((${up%.*} + 300))" >/var/lib/bulwarden/lease.installed
                """);
        Ended ended = stopped(lab, Map.of("waiting", 1), "settle", "node");
        assertThat(ended.code()).as(ended.all()).isEqualTo(4);
        assertThat(ended.all()).contains("in-doubt");
        assertThat(lab.exists("/var/lib/bulwarden/lease.installed")).isTrue();
    }

    /** Runs a command on two hosts that are one, and asks it to stop so many times whenever such a step is told. */
    private Ended stopped(LabHost lab, Map<String, Integer> requests, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        List<Console> console = new ArrayList<>();
        StringWriter err = new StringWriter() {
            @Override
            public void write(String told, int from, int length) {
                super.write(told, from, length);
                String text = told.substring(from, from + length);
                requests.forEach((step, times) -> {
                    if (text.contains("\"step\":\"" + step)) {
                        for (int i = 0; i < times; i++) {
                            console.getFirst().stop().ask("SIGINT");
                        }
                    }
                });
            }
        };
        console.add(new Console(new PrintWriter(out), new PrintWriter(err), Style.PLAIN, false));
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("-i", inventory(lab), "--format", "json"));
        int code = Bulwarden.run(console.getFirst(), words.toArray(String[]::new));
        JsonNode hosts = JSON.readTree(out.toString()).path("hosts");
        return new Ended(code, hosts.path(0).path("outcome").asString(""), hosts.path(1).path("outcome").asString(""),
                err + out.toString());
    }

    /** What is armed, held, or runs. */
    private static String left(LabHost lab) {
        return lab.sh("""
                ls -d /var/lib/bulwarden/lease.* /run/bulwarden-* 2>/dev/null
                find /etc -name '*bulwarden-*'
                pgrep -fa '^/bin/sh /var/lib/bulwarden'
                systemctl list-units --all --plain --no-legend 'bulwarden*' | grep -v '^bulwarden-undo.service'
                true
                """);
    }

    private String playbook(int tries) throws IOException {
        return Files.writeString(folder.resolve("playbook" + tries + ".yml"),
                "- hosts: all\n  rollout: {serial: 1}\n  sshd:\n    settings: {MaxAuthTries: " + tries + "}\n")
                .toString();
    }

    private String inventory(LabHost lab) throws IOException {
        Path known = Files.writeString(folder.resolve("known_hosts"), lab.knownHosts());
        String host = "{address: %s, user: bulwarden, identity_file: %s, known_hosts: %s}".formatted(lab.address(),
                LabKeys.privateKey("bulwarden"), known);
        return Files.writeString(folder.resolve("hosts.yml"), "hosts:\n  node: " + host + "\n  other: " + host + "\n")
                .toString();
    }
}
