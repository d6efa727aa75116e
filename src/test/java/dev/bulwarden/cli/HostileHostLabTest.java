package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Clean;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.report.Style;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host that was taken over: its names and files hold escape sequences, and its login shell changes what scripts answer. Through every command, as
 * text and as JSON, it writes nothing outside the state folder, sends no control character, causes no fault of ours, and is named.
 */
@LabTest
class HostileHostLabTest {
    private static final String EVIL = "\u001b]0;owned\u0007\u001b[2J";
    private static final int SEEDS = Boolean.getBoolean("bulwarden.full") ? 40 : 1;
    @TempDir
    Path folder;
    private String inventory = "";
    private String playbook = "";

    @BeforeEach
    void writeFiles() throws IOException {
        playbook = Files.writeString(folder.resolve("site.yml"),
                "- {hosts: all, sshd: {settings: {MaxAuthTries: 3, LogLevel: VERBOSE, Banner: none}}}\n").toString();
    }

    @Test
    void whatItsFilesAndNamesSayIsOnlyShown() throws Exception {
        try (LabHost lab = host()) {
            inventory(lab);
            run(0, "apply", playbook, "-i", inventory, "--reason", "honest");
            lab.sh("""
                    printf '# %s\\r\\n' "$1" >"/etc/ssh/sshd_config.d/10-$1.conf"
                    sed -i "s|^MaxAuthTries.*|MaxAuthTries 5 # $1\\r|" /etc/ssh/sshd_config
                    sed -i "s|^PRETTY_NAME=.*|PRETTY_NAME=\\"Debian $1\\"|" /etc/os-release
                    printf 'ev%s:x:0:0:%s:/root/%s:/bin/bash\\n' "$1" "$1" "$1" >>/etc/passwd
                    printf 'ev%s:x:4242:bulwarden\\n' "$1" >>/etc/group
                    sed -i "s|^sudo:.*|&,ev$1|" /etc/group
                    printf 'command="%s" ssh-ed25519 AAAA %s\\n' "$1" "$1" >>/root/.ssh/authorized_keys
                    cd /var/lib/bulwarden/2*
                    printf 'run %s' "$1" >who
                    sed -i 's|"reason" : "[^"]*"|"reason" : "\\\\u001b[2J\\\\u009b\\\\u202e\\\\nnode  applied"|' manifest
                    mkdir -m 700 ../unfinished
                    printf 'by %s' "$1" >../unfinished/who
                    """, EVIL + "\u009b\u202e");
            for (List<String> command : commands()) {
                for (String format : List.of("text", "json")) {
                    List<String> words = new ArrayList<>(command);
                    words.addAll(List.of("--format", format));
                    assertHarmless(Told.by(new Style(format.equals("text")), words.toArray(String[]::new)), words);
                }
            }
            lab.sh("sed -i \"s|^#*MaxAuthTries.*|MaxAuthTries 5 # $1\\r|\" /etc/ssh/sshd_config",
                    EVIL + "\u009b\u202e");
            Told plan = Told.by("plan", playbook, "-i", inventory);
            assertThat(plan.out()).contains("-MaxAuthTries 5 # \\x1b]0;owned\\x07\\x1b[2J\\u009b\\u202e\\r\n");
            lab.sh("printf 'Match User %s\\n  Banner /etc/%s\\n' \"$1\" \"$1\" >/etc/ssh/sshd_config.d/11-block.conf",
                    EVIL);
            Told blocked = Told.by("plan", playbook, "-i", inventory);
            assertHarmless(blocked, List.of("plan"));
            assertThat(blocked.out()).contains("11-block.conf:1:12: U+001B escape");
            lab.sh("mv /var/lib/bulwarden/unfinished \"/var/lib/bulwarden/$1\"", EVIL);
            for (List<String> command : List.of(List.of("facts", "node", "-i", inventory),
                    List.of("settle", "node", "-i", inventory, "--no-wait"),
                    List.of("rollback", "node", "-i", inventory))) {
                assertHarmless(Told.by(command.toArray(String[]::new)), command);
            }
            assertThat(Told.by("plan", playbook, "-i", inventory)).satisfies(told -> {
                assertThat(told.code()).isEqualTo(1);
                assertThat(told.out()).contains("node", "\\x1b]0;owned", "which is no transaction id");
            });
        }
    }

    @Test
    void aManifestThatNamesAPathWritesNothingThere() throws Exception {
        try (LabHost lab = host()) {
            inventory(lab);
            run(0, "apply", playbook, "-i", inventory);
            Path canary = folder.resolve("canary");
            lab.sh("cd /var/lib/bulwarden/2* && sed -i \"s|\\\"transaction\\\" : \\\"[^\\\"]*\\\"|\\\"transaction\\\" : \\\"$1\\\"|\" manifest",
                    canary.toString());
            for (String verb : List.of("list", "fetch")) {
                Told told = Told.by("backups", verb, "node", "-i", inventory);
                assertThat(told.code()).as(told.out() + told.err()).isEqualTo(1);
                assertThat(told.out()).contains("node", "not a transaction id: " + canary);
            }
            Told back = Told.by("rollback", "node", "-i", inventory);
            assertThat(back.code()).as(back.out() + back.err()).isEqualTo(5);
            assertThat(back.out()).contains("not a transaction id");
            assertThat(canary).doesNotExist();
        }
    }

    @Test
    void whateverItAnswersIsBelievedOrNamed() throws Exception {
        try (LabHost lab = host()) {
            inventory(lab);
            run(0, "apply", playbook, "-i", inventory);
            lies(lab, "every", 1);
            for (List<String> command : commands()) {
                assertHarmless(Told.by(command.toArray(String[]::new)), command);
            }
            Random random = new Random(20261128);
            for (int seed = 1; seed <= SEEDS; seed++) {
                List<List<String>> commands = commands();
                for (List<String> command : commands) {
                    List<String> words = new ArrayList<>(command);
                    words.addAll(List.of("--format", random.nextBoolean() ? "text" : "json"));
                    lies(lab, "field", random.nextInt(1 << 20));
                    assertHarmless(Told.by(words.toArray(String[]::new)), words);
                }
            }
        }
    }

    private List<List<String>> commands() {
        String plan = folder.resolve("plan.json").toString();
        return List.of(List.of("ping", "node", "-i", inventory), List.of("facts", "node", "-i", inventory),
                List.of("hosts", "-i", inventory), List.of("trust", "node", "-i", inventory, "--accept-new"),
                List.of("plan", playbook, "-i", inventory, "-o", plan),
                List.of("plan", playbook, "-i", inventory, "--details"),
                List.of("audit", playbook, "-i", inventory),
                List.of("backups", "list", "node", "-i", inventory),
                List.of("backups", "fetch", "node", "-i", inventory),
                List.of("apply", Files.exists(Path.of(plan)) ? plan : playbook, "-i", inventory, "--reason", "x"),
                List.of("settle", "node", "-i", inventory, "--no-wait"),
                List.of("rollback", "node", "-i", inventory, "--to", "first"),
                List.of("backups", "prune", "node", "-i", inventory, "--keep", "3"));
    }

    private static void lies(LabHost lab, String mode, int seed) {
        lab.sh("printf '%s %s %s\\n' \"$1\" \"$2\" /tmp/bulwarden-canary >/usr/local/lib/hostile/lie", mode,
                String.valueOf(seed));
    }

    private void assertHarmless(Told told, List<String> words) throws IOException {
        String said = told.out() + told.err();
        String shown = words + " exit " + told.code() + "\n" + said;
        String plain = said.replaceAll("\u001b\\[(0|1|2|31|32|33|36)m", "");
        assertThat(plain.codePoints().filter(c -> c != '\n' && c != '\t').anyMatch(Clean::hostile)).as(shown).isFalse();
        assertThat(said).as(shown).doesNotContain("ault in Bulwarden", "\tat ");
        assertThat(said).as(shown).containsAnyOf("node", "is a plan for none of these hosts");
        assertThat(names(folder)).as(shown)
                .isSubsetOf(Set.of("site.yml", "hosts.yml", "known_hosts", "plan.json"));
        assertThat(Path.of("/tmp/bulwarden-canary")).as(shown).doesNotExist();
        Path state = Path.of(Objects.requireNonNull(System.getProperty("bulwarden.state")));
        assertThat(names(state)).isSubsetOf(Set.of("runs", "backups"));
        try (var files = Files.walk(state)) {
            assertThat(files.map(f -> state.relativize(f).toString())).as(shown).allMatch(f -> f.matches(
                    "(runs|backups)?|runs/[0-9TZa-f-]+\\.(jsonl|lock)|backups/[A-Za-z0-9.-]+(/[0-9TZa-f-]+(/[0-9]+-[A-Za-z0-9._-]*)?)?"));
        }
    }

    private static Set<String> names(Path in) throws IOException {
        try (var files = Files.list(in)) {
            return new TreeSet<>(files.map(f -> f.getFileName().toString()).toList());
        }
    }

    private static void run(int code, String... arguments) {
        Told told = Told.by(arguments);
        assertThat(told.code()).as(told.out() + told.err()).isEqualTo(code);
    }

    private void inventory(LabHost lab) throws IOException {
        Path known = Files.writeString(folder.resolve("known_hosts"), lab.knownHosts());
        inventory = Files.writeString(folder.resolve("hosts.yml"), """
                hosts:
                  node: {address: %s, user: bulwarden, identity_file: %s, known_hosts: %s, become: sudo}
                """.formatted(lab.address(), LabKeys.privateKey("bulwarden"), known)).toString();
    }

    /** The lies begin once there is something to lie about. */
    private static LabHost host() throws IOException {
        String lies = Files.readString(Path.of("src/test/resources/hostile/lies.pl"), StandardCharsets.US_ASCII);
        LabHost lab = LabHost.on(Debian.BOOKWORM).withUser("bulwarden")
                .withFile("/usr/local/lib/hostile/lies.pl", lies)
                .withFile("/usr/local/lib/hostile/shell", """
                        #!/bin/bash
                        [ -e /usr/local/lib/hostile/lie ] || exec /bin/bash "$@"
                        exec /bin/bash "$@" > >(exec perl /usr/local/lib/hostile/lies.pl out) 2> >(exec perl /usr/local/lib/hostile/lies.pl err >&2)
                        """, 0755, "root:root")
                .withScript("usermod -s /usr/local/lib/hostile/shell bulwarden").shared();
        lab.sh("rm -f /usr/local/lib/hostile/lie");
        return lab;
    }
}
