package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.remote.RemoteFailure.HostKeyRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Files of known hosts as they are found: what ssh makes of each, we make of it too. Asked of the real ssh, each time. */
@EnabledIf("dev.bulwarden.remote.mina.Sshd#available")
class KnownHostsAsSshTest {
    @TempDir
    static Path folder;
    static Sshd sshd;
    static MinaConnector connector;
    static String right;
    static String other;

    @BeforeAll
    static void start() throws Exception {
        sshd = Sshd.start(folder, List.of("ed25519"));
        connector = new MinaConnector((_, _) -> new char[0], folder, null);
        right = key(folder.resolve("host_ed25519.pub"));
        Sshd.keygen("-q", "-N", "", "-t", "ed25519", "-f", folder.resolve("foreign").toString());
        other = key(folder.resolve("foreign.pub"));
    }

    @AfterAll
    static void stop() {
        connector.close();
        sshd.close();
    }

    private static String key(Path file) throws IOException {
        String[] fields = Files.readString(file).split(" ", 3);
        return fields[0] + " " + fields[1].strip();
    }

    private static Map<String, String> files() throws Exception {
        String here = "[127.0.0.1]:" + sshd.port();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("no port, hashed", hashed("127.0.0.1 " + right));
        all.put("with port, hashed", hashed(here + " " + right));
        all.put("two names within brackets", "[127.0.0.1,other.example]:" + sshd.port() + " " + right + "\n");
        all.put("a type of the future first",
                here + " ssh-mldsa65@future.example AAAAE3NzaC1tbGRzYTY1\n" + here + " " + right + "\n");
        all.put("malformed lines first",
                here + " ssh-ed25519 !!!!\n<<<<<<< HEAD\n\n \t# indented remark\n" + here + " " + right + "\n");
        all.put("an authority for all", "@cert-authority * " + other + "\n");
        all.put("revoked and trusted", "@revoked * " + right + "\n" + here + " " + right + "\n");
        all.put("another one revoked", "@revoked * " + other + "\n" + here + " " + right + "\n");
        all.put("mark at the beginning, line ends of Windows",
                "\u00ef\u00bb\u00bf" + here + " " + right + "\r\n" + here + " " + right + "\r\n");
        all.put("only a line behind a mark", "\u00ef\u00bb\u00bf" + here + " " + right + "\n");
        all.put("another key", here + " " + other + "\n");
        all.put("old and new key", here + " " + other + " old\n" + here + " " + right + " new\n");
        all.put("negated", "!127.0.0.1,!" + here + ",* " + right + "\n");
        all.put("negated without port", "!127.0.0.1,* " + right + "\n");
        all.put("pattern", "127.0.0.? " + right + "\n");
        all.put("pattern with port", "[127.0.0.*]:* " + right + "\n");
        all.put("another port", "[127.0.0.1]:1 " + right + "\n");
        all.put("another key without port, right with", "127.0.0.1 " + other + "\n" + here + " " + right + "\n");
        all.put("another key with port, right without", here + " " + other + "\n127.0.0.1 " + right + "\n");
        all.put("tabs and a comment", "\t" + here + "\t" + right.replace(' ', '\t') + "\tsome remark\n");
        all.put("marker of an unknown kind", "@future " + here + " " + right + "\n");
        all.put("marker without a blank", "@revoked" + here + " " + right + "\n");
        all.put("revoked for others", "@revoked other.example " + right + "\n" + here + " " + right + "\n");
        all.put("no line end", here + " " + right);
        all.put("type and key differ", here + " ssh-rsa " + right.split(" ")[1] + "\n");
        all.put("cut off", here + " " + right.substring(0, right.length() - 6) + "\n");
        all.put("a NUL in a remark", "# a\0b\n" + here + " " + right + "\n");
        all.put("empty", "");
        all.put("names in capitals", "LOCALHOST," + here + " " + right + "\n");
        all.put("SSH1 key", here + " 1024 35 1234567890\n" + here + " " + right + "\n");
        return all;
    }

    private static String hashed(String line) throws Exception {
        Path file = Files.writeString(folder.resolve("to-hash"), line + "\n");
        Sshd.keygen("-q", "-H", "-f", file.toString());
        return Files.readString(file);
    }

    @TestFactory
    List<DynamicTest> everyFileMeansWhatItMeansToSsh() throws Exception {
        return files().entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            Path file = Files.write(folder.resolve("known"), e.getValue().getBytes(StandardCharsets.ISO_8859_1));
            assertThat(ours(file, Optional.empty())).isEqualTo(ssh(file));
        })).toList();
    }

    @Test
    void anAliasIsLookedUpAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("alias"), "node-7 " + right + "\n");
        assertThat(ours(file, Optional.of("node-7"))).isEqualTo(ssh(file, "-o", "HostKeyAlias=node-7"))
                .isEqualTo("trusted");
    }

    private static String ssh(Path file, String... more) throws Exception {
        List<String> arguments = new java.util.ArrayList<>(List.of("-F", "none", "-o", "StrictHostKeyChecking=yes",
                "-o", "UserKnownHostsFile=" + file, "-o", "GlobalKnownHostsFile=none", "-o", "BatchMode=yes",
                "-o", "CheckHostIP=no", "-o", "IdentitiesOnly=yes", "-o", "UpdateHostKeys=no", "-o", "LogLevel=INFO",
                "-i", folder.resolve("id").toString(), "-p", String.valueOf(sshd.port())));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("root@127.0.0.1", "echo trusted"));
        String said = Sshd.run("ssh", arguments.toArray(String[]::new));
        if (said.contains("REVOKED HOST KEY DETECTED")) {
            return "revoked";
        }
        if (said.contains("REMOTE HOST IDENTIFICATION HAS CHANGED")) {
            return "changed";
        }
        if (said.contains("host key is known for")) {
            return "unknown";
        }
        return said.endsWith("trusted\n") ? "trusted" : said;
    }

    private static String ours(Path file, Optional<String> alias) throws Exception {
        try {
            connector.connect(new Endpoint("127.0.0.1", List.of(sshd.port()), alias, List.of(file.toString())),
                    sshd.root()).close();
            return "trusted";
        } catch (HostKeyRefused e) {
            String said = e.diagnostic().message();
            if (said.contains("has changed")) {
                return "changed";
            }
            return said.contains("is revoked") ? "revoked" : said.contains("known") ? "unknown" : said;
        }
    }
}
