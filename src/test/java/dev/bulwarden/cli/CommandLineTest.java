package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Commands that touch no host, and wrong input to those that would. */
class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void aTypoInTheCommandIsAUsageError() {
        Told told = Told.by("plann");
        assertThat(told.code()).isEqualTo(64);
        assertThat(told.err()).contains("plann").contains("bulwarden plan");
    }

    @Test
    void aMissingPlaybookSaysWhich() throws IOException {
        Told told = Told.by("plan", "nosuch.yml", "-i", inventory());
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).isEqualTo("error: nosuch.yml: no such file\n");
    }

    @Test
    void aMissingInventorySaysHowToNameOne() throws IOException {
        Told told = Told.by("plan", playbook("- {hosts: all, sshd: {settings: {MaxAuthTries: 3}}}\n"), "-i", "/nosuch");
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).contains("/nosuch: no such inventory", "name one with -i");
    }

    @Test
    void everythingWrongWithAPlaybookIsSaidAtOnce() throws IOException {
        Told told = Told.by("plan", playbook("""
                - hosts: all
                  sshd:
                    settings: {PermitRootLogon: no, AllowUsers: "root,mgr", MaxAuthTries: many}
                    match: [{criteria: "User root", settings: {Port: 22}}]
                """), "-i", inventory());
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).contains("PermitRootLogon", "PermitRootLogin", "root,mgr", "MaxAuthTries", "Port");
        assertThat(told.err()).doesNotContain("\tat ");
    }

    @Test
    void aRiskThatNoGuardKnowsCannotBeAccepted() throws IOException {
        String playbook = playbook("- {hosts: all, sshd: {settings: {MaxAuthTries: 3}}}\n");
        for (String command : new String[]{"plan", "apply"}) {
            Told told = Told.by(command, playbook, "-i", inventory(), "--accept-risk", "L1", "--accept-risk",
                    "root-logn");
            assertThat(told.code()).isEqualTo(1);
            assertThat(told.err()).contains("--accept-risk root-logn: no guard has this id",
                    "did you mean root-login?");
        }
    }

    @Test
    void aPatternThatNamesNobodyIsAnError() throws IOException {
        Told told = Told.by("hosts", "web", "-i", inventory());
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).contains("no host or group matches web");
    }

    @Test
    void hostsAreShownWithWhatTheInventorySays() throws IOException {
        Told told = Told.by("hosts", "-i", inventory(), "--format", "json");
        assertThat(told.code()).isZero();
        var json = new JsonMapper().readTree(told.out());
        assertThat(json.at("/hosts/0/host").stringValue()).isEqualTo("pve1");
        assertThat(json.at("/hosts/0/address").stringValue()).isEqualTo("192.0.2.11");
        assertThat(json.at("/exit_code").intValue()).isZero();
    }

    @Test
    void whatInitWritesCanBeRead() {
        assertThat(Told.by("init", folder.resolve("new").toString()).code()).isZero();
        assertThat(Told.by("hosts", "-i", folder.resolve("new/inventory").toString()).code()).isZero();
        assertThat(Told.by("init", folder.resolve("new").toString())).satisfies(again -> {
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err()).contains("exists already");
        });
    }

    @Test
    void schemasAndScriptsArePrinted() {
        for (String kind : List.of("inventory", "playbook", "profile")) {
            assertThat(new JsonMapper().readTree(Told.by("schema", kind).out()).has("$schema")).as(kind).isTrue();
        }
        for (String script : List.of("survey", "evaluation", "transaction")) {
            assertThat(Told.by("script", script).out()).as(script).contains("main() {");
        }
    }

    @Test
    void aKeywordIsExplainedAndATypoCorrected() {
        assertThat(Told.by("explain", "permitrootlogin").out()).startsWith("PermitRootLogin\n").contains(
                "values: yes, no, prohibit-password (the same as without-password)",
                "OpenSSH 9.2: also in Match blocks; default: without-password");
        assertThat(Told.by("explain", "KbdInteractiveAuthentication").out()).contains("also called: ChallengeResponse");
        assertThat(Told.by("explain", "PerSourcePenalties", "--format", "json").out()).contains("\"defaults\"");
        Told told = Told.by("explain", "PermitRootLogon");
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).contains("did you mean PermitRootLogin?");
    }

    @Test
    void everyGuardIsExplainedByItsPage() throws IOException {
        for (String id : dev.bulwarden.guard.Guard.every()) {
            String page = Files.readString(Path.of("docs/guards", id + ".md"));
            assertThat(Told.by("explain", id).out()).as(id).startsWith(id + ": ").contains("How to fix it.");
            assertThat(Told.by("explain", id.toLowerCase(java.util.Locale.ROOT), "--format", "json").out()).as(id)
                    .contains(page.lines().findFirst().orElseThrow());
        }
        assertThat(Told.by("explain", "root-logn").err()).contains("did you mean root-login?");
    }

    @Test
    void everyCommandHasAHelpPage() {
        for (String command : List.of("plan", "apply", "audit", "rollback", "settle", "backups", "facts", "hosts",
                "ping",
                "trust",
                "explain", "init", "schema", "script", "lab", "demo")) {
            Told told = Told.by(command, "--help");
            assertThat(told.code()).as(command).isZero();
            assertThat(told.out()).as(command).startsWith("Usage: bulwarden " + command);
        }
    }

    @Test
    void aPlanFileIsKnownFromAPlaybook() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.json"), "{\"format\": \"bulwarden-plan/1\"}");
        Told told = Told.by("apply", plan.toString(), "-i", inventory());
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).contains("is not a plan file of this version", "format: is not bulwarden-plan/2")
                .contains("make it again");
        Told other = Told.by("apply", plan.toString(), "-i", inventory(), "--sha256", "0".repeat(64));
        assertThat(other.code()).isEqualTo(5);
        assertThat(other.err()).contains("not the one asked for");
    }

    @Test
    void whatGoesWithAPlanFileIsRefusedForAPlaybook() throws IOException {
        String playbook = playbook("- {hosts: all, sshd: {settings: {MaxAuthTries: 3}}}\n");
        for (String option : List.of("--sha256", "--max-age")) {
            Told told = Told.by("apply", playbook, "-i", inventory(), option, "0");
            assertThat(told.code()).isEqualTo(1);
            assertThat(told.err()).contains("is no plan file; " + option + " goes with one");
        }
    }

    @Test
    void aPlanIsRefusedOnceWhatItWasMadeFromIsAnother() throws IOException {
        Files.createDirectory(folder.resolve("profiles"));
        Path profile = Files.writeString(folder.resolve("profiles/few.yml"), """
                profile: few
                title: Few tries
                items: [{id: tries, title: Few tries, setting: MaxAuthTries, set: 3}]
                """);
        Path playbook = Path.of(playbook("- {hosts: all, profile: few}\n"));
        Path inventory = Files.writeString(folder.resolve("hosts.yml"),
                "hosts: {pve1: {address: 127.0.0.1, port: 1}}\n");
        String file = folder.resolve("plan.json").toString();
        Told plan = Told.by("plan", playbook.toString(), "-i", inventory.toString(), "-o", file);
        assertThat(plan.out()).as(plan.err()).contains(file);
        Told same = Told.by("apply", file, "-i", inventory.toString());
        assertThat(same.err()).as("an unreachable host is in no plan").contains("is a plan for none of these hosts");
        for (Path changed : List.of(playbook, profile, inventory)) {
            String before = Files.readString(changed);
            Files.writeString(changed, before + "# later\n");
            Told told = Told.by("apply", file, "-i", inventory.toString());
            assertThat(told.code()).as(changed.toString()).isEqualTo(5);
            assertThat(told.err()).contains("make the plan again")
                    .contains(changed.equals(inventory)
                            ? "another inventory"
                            : "from " + changed + ", which is not what");
            Files.writeString(changed, before);
        }
        Files.delete(playbook);
        assertThat(Told.by("apply", file, "-i", inventory.toString())).satisfies(gone -> {
            assertThat(gone.code()).isEqualTo(5);
            assertThat(gone.err()).contains("from a playbook that cannot be read now: no such file: " + playbook);
        });
    }

    @Test
    void aPlanFromTheFutureIsAsRefusedAsAnOldOne() throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts.yml"),
                "hosts: {pve1: {address: 127.0.0.1, port: 1}}\n");
        Path file = folder.resolve("plan.json");
        Told.by("plan", playbook("- {hosts: all, sshd: {settings: {MaxAuthTries: 3}}}\n"), "-i", inventory.toString(),
                "-o",
                file.toString());
        String text = Files.readString(file);
        for (String made : List.of("2020-01-01T00:00:00Z|hours ago", "2099-01-01T00:00:00Z|still to come")) {
            String[] words = made.split("\\|");
            Files.writeString(file, text.replaceFirst("\"made\" : \"[^\"]*\"", "\"made\" : \"" + words[0] + "\""));
            Told told = Told.by("apply", file.toString(), "-i", inventory.toString());
            assertThat(told.code()).isEqualTo(5);
            assertThat(told.err()).contains(words[1]);
        }
    }

    @Test
    void howARollbackIsRolledOutIsReadStrictly() throws IOException {
        assertThat(Told.by("rollback", "all", "-i", inventory(), "--serial", "1,many").err())
                .contains("--serial many: is neither a number of hosts nor a percentage", "--serial 1,25%");
        assertThat(Told.by("rollback", "all", "-i", inventory(), "--max-failures", "-1").err())
                .contains("--max-failures -1");
        assertThat(Told.by("rollback", "--help").out()).contains("default: rollback 1,100%");
    }

    private String inventory() throws IOException {
        return Files.writeString(folder.resolve("hosts.yml"), "hosts: {pve1: {address: 192.0.2.11}}\n").toString();
    }

    private String playbook(String text) throws IOException {
        return Files.writeString(folder.resolve("playbook.yml"), text).toString();
    }
}
