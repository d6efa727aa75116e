package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulwarden.command.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts' own functions, run here under the shells they must work with. */
class ScriptTest {
    private static final String PARTS = Shell.script("answer", "sshd", "connection", "daemon", "files", "accounts",
            "state");

    @TempDir
    private Path folder = Path.of("/nowhere");

    static List<Arguments> commandLines() {
        return List.of(Arguments.of("/usr/sbin/sshd -D", "", "/etc/ssh/sshd_config"),
                Arguments.of("/usr/sbin/sshd -De -f /etc/other -p 2222", "-f|/etc/other|-p|2222", "/etc/other"),
                Arguments.of("/usr/sbin/sshd -D4 -p2222 -oPort=22 -E /var/log/x", "-4|-p|2222|-o|Port=22",
                        "/etc/ssh/sshd_config"),
                Arguments.of("/usr/sbin/sshd -D -o AllowUsers root mgr -h /key", "-o|AllowUsers root mgr|-h|/key",
                        "/etc/ssh/sshd_config"),
                Arguments.of("/usr/sbin/sshd -f /a -f /b -u0", "-f|/a|-f|/b|-u|0", "/b"));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void readsTheDaemonsCommandLine(String commandLine, String options, String config) throws Exception {
        for (List<String> shell : shells()) {
            Output output = run(shell, "begin test >/dev/null; read_options " + commandLine
                    + "; printf '%s=%s' \"$(printf %s \"$options\" | tr '\\n' '|')\" \"$config\"\n");
            assertThat(output).as(shell.toString()).isEqualTo(new Output(0, options + "=" + config, ""));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"Include /a/*.conf~/a/*.conf", "include a b~/etc/ssh/a|/etc/ssh/b",
            "  INCLUDE=\"/a b/*\" c~/a b/*|/etc/ssh/c", "Include = /a # /b~/a", "Include '/a b'~/a b",
            "Include \"/a\\\"b\"~/a\"b", "#Include /a~''", "IncludeX /a~''", "Includes~''", "\tInclude\t/a\t~/a",
            "\"Include\" /a~/a"})
    void findsIncludes(String line, String patterns) throws Exception {
        Path file = folder.resolve("config");
        Files.writeString(file, "Port 22\n" + line + "\r\nMatch all\n");
        for (List<String> shell : shells()) {
            Output output = run(shell, "includes " + file + " | tr '\\n' '|'\n");
            assertThat(output.out()).as(shell.toString()).isEqualTo(patterns.isEmpty() ? "" : patterns + "|");
        }
    }

    @Test
    void findsWhatPamFilesInclude() throws Exception {
        Path file = folder.resolve("sshd");
        Files.writeString(file, """
                @include common-auth
                #@include no
                account include a
                -session \\
                 substack b
                auth [success=1] pam_unix.so include
                @include
                """);
        for (List<String> shell : shells()) {
            assertThat(run(shell, "pam_includes " + file + "\n").out()).isEqualTo("common-auth\na\nb\n");
        }
    }

    @Test
    void tellsOfPasswordsWithoutTellingThem() throws Exception {
        String shadow = "a:$6$salt$hash:1:0:9:7:::\nb:!$6$x:1::::5:6:\nc::1:::::6:\nd:*:1:::::6:\ne:abcdefghijklm:1::::::\n";
        String passwd = "a:x:1:1::/a:/bin/sh\nb:x:2:2::/b:\nc:x:3:3::/c:/x\nd:x:4:4:::\ne:x:5:5:::\nf:x:6:6:::\ng::7:7:::\na:x:9:9:::\n";
        for (List<String> shell : shells()) {
            Output output = run(shell, "printf '%s\\n' '" + shadow + "' '" + passwd + "' | merge\n");
            assertThat(output.out()).as(shell.toString()).isEqualTo("""
                    a:1:1:/a:/bin/sh:set:1:9::
                    b:2:2:/b::locked:1::5:6
                    c:3:3:/c:/x:empty:1:::6
                    d:4:4:::impossible:1:::6
                    e:5:5:::set:1:::
                    f:6:6:::unknown::::
                    g:7:7:::empty::::
                    """);
        }
    }

    @Test
    void keepsOutputErrorAndStatusApart() throws Exception {
        for (List<String> shell : shells()) {
            Output output = run(shell, """
                    begin test >/dev/null
                    both() { printf 'a\\n\\nb'; echo c >&2; return 7; }
                    printf 'global %s\\n' "$(capture both)"
                    """);
            Row row = new Row("global", List.of(output.out().strip().split(" ", -1)[1]));
            assertThat(ServerRows.test("x", row, 0)).isEqualTo(new SshdTest("x", 7, "a\n\nb", "c"));
        }
    }

    @Test
    void matchesWhatAPatternMatchesInByteOrder() throws Exception {
        for (String name : List.of("b.conf", "B.conf", "a b.conf", "~.conf", ".hidden.conf", "*.conf", "x")) {
            Files.writeString(folder.resolve(name), "");
        }
        for (List<String> shell : shells()) {
            Output output = run(shell, "begin test >/dev/null; glob '" + folder + "/*.conf'; glob '" + folder
                    + "/none*'; glob '" + folder + "/x'\n");
            List<List<String>> globs = output.out().lines()
                    .map(line -> new Row("glob", List.of(line.substring(5).split(" ", -1))))
                    .map(row -> row.fields().stream().skip(1).map(f -> new Row("", List.of(f)).text(0))
                            .map(f -> f.substring(f.lastIndexOf('/') + 1)).toList())
                    .toList();
            assertThat(globs).as(shell.toString()).containsExactly(
                    List.of("*.conf", "B.conf", "a b.conf", "b.conf", "~.conf"), List.of(), List.of("x"));
        }
    }

    @Test
    void walksToKeysUnderEveryShell() throws Exception {
        Files.createDirectories(folder.resolve("home/.ssh"));
        Files.writeString(folder.resolve("home/.ssh/authorized_keys"), "a key\n");
        Files.createSymbolicLink(folder.resolve("chroot"), folder);
        for (List<String> shell : shells()) {
            Path script = Files.writeString(folder.resolve("walk.sh"), "printf '%s\\n' 'authorizedkeysfile .ssh/%%%u' "
                    + "'authorizedkeysfile .ssh/authorized_keys' 'authorizedkeysfile %x' 'chrootdirectory " + folder
                    + "/chroot/home' 'revokedkeys relative' | {\n" + Survey.walk() + "}\n");
            List<String> argv = new ArrayList<>(shell);
            argv.addAll(List.of(script.toString(), "account", "me", "0", "0", folder + "/home", "/bin/sh", "", ""));
            Output output = start(argv);
            assertThat(output.err()).as(shell.toString()).isEmpty();
            LoginFiles files = LoginFileRows.files(new Answer(output.out().lines()
                    .map(l -> new Row("walk", List.of(l.substring(5).split(" ", -1)))).toList()));
            assertThat(files.keyFiles()).extracting(f -> f.walk().path()).containsExactly(folder + "/home/.ssh/%me",
                    folder + "/home/.ssh/authorized_keys");
            assertThat(files.keyFiles().getLast().walk().bytes()).isEqualTo("a key\n");
            assertThat(files.walk(folder + "/chroot/home").orElseThrow().last().orElseThrow().path())
                    .as("a chroot's path stays as it is written").isEqualTo(folder + "/chroot/home");
            assertThat(files.walks().keySet()).containsExactlyInAnyOrder(folder + "/chroot/home",
                    folder + "/chroot/home/bin/sh");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"survey", "evaluation", "walk", "ways", "serving", "stage"})
    void shellcheckFindsNothing(String name) throws Exception {
        assumeTrue(exists("shellcheck"), "shellcheck is not installed");
        String script = switch (name) {
            case "survey" -> Survey.script();
            case "walk" -> Survey.walk();
            case "evaluation" -> Evaluation.script();
            case "serving" -> ServingDaemon.script();
            case "ways" -> WaysQuestion.script();
            default -> Staging.script() + "stage\n";
        };
        assertThat(script).doesNotContain("\t\t");
        Path file = Files.writeString(folder.resolve(name + ".sh"), script);
        assertThat(start(List.of("shellcheck", "-s", "sh", file.toString()))).isEqualTo(new Output(0, "", ""));
    }

    private List<List<String>> shells() {
        List<List<String>> shells = new ArrayList<>(List.of(List.of("sh")));
        if (exists("dash")) {
            shells.add(List.of("dash"));
        }
        if (exists("busybox")) {
            shells.add(List.of("busybox", "sh"));
        }
        return shells;
    }

    private static boolean exists(String program) {
        return Files.isExecutable(Path.of("/usr/bin", program)) || Files.isExecutable(Path.of("/bin", program));
    }

    private Output run(List<String> shell, String commands) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("test.sh"), PARTS + commands);
        List<String> argv = new ArrayList<>(shell);
        argv.add(script.toString());
        return start(argv);
    }

    private static Output start(List<String> argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.PIPE).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return new Output(process.waitFor(), out, err);
    }
}
