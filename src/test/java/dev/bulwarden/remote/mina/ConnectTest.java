package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Login.Become;
import dev.bulwarden.inventory.Secret;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.remote.RemoteFailure.HostKeyRefused;
import dev.bulwarden.remote.RemoteFailure.LoginRefused;
import dev.bulwarden.remote.RemoteFailure.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Every way not to get in ends in one line with a remedy. */
@EnabledIf("dev.bulwarden.remote.mina.Sshd#available")
class ConnectTest {
    private static final Secret PHRASE = new Secret.Environment("PHRASE");

    @TempDir
    static Path folder;
    static Sshd sshd;
    static MinaConnector connector;

    @BeforeAll
    static void start() throws Exception {
        sshd = Sshd.start(folder);
        connector = new MinaConnector((_, _) -> "open sesame".toCharArray(), folder, null);
    }

    @AfterAll
    static void stop() {
        connector.close();
        sshd.close();
    }

    private static void refused(Class<? extends RemoteFailure> type, Endpoint endpoint, Login login, String... words) {
        assertThatThrownBy(() -> connector.connect(endpoint, login).close()).isInstanceOf(type).message()
                .contains(words).contains("(").hasLineCount(1);
    }

    private static Endpoint at(String address, Integer... ports) throws IOException {
        return new Endpoint(address, List.of(ports), Optional.empty(), sshd.knownBy("ed25519").knownHosts());
    }

    private static String line(String names, String type) throws IOException {
        String[] key = Files.readString(folder.resolve("host_" + type + ".pub")).split(" ", 3);
        return names + " " + key[0] + " " + key[1] + "\n";
    }

    private static String here() {
        return "[127.0.0.1]:" + sshd.port();
    }

    @Test
    void nobodyListens() throws Exception {
        int free = Sshd.freePort();
        refused(Unreachable.class, at("127.0.0.1", free), sshd.root(),
                "cannot connect to 127.0.0.1 port " + free + ": connection refused", "nothing listens there");
        refused(Unreachable.class, at("does-not-exist.invalid", 22), sshd.root(),
                "the name does-not-exist.invalid does not resolve");
    }

    @Test
    void theNextPortIsTriedOnlyWhereTheFirstCannotBeConnectedTo() throws Exception {
        int free = Sshd.freePort();
        try (Remote remote = connector.connect(at("127.0.0.1", free, sshd.port()), sshd.root())) {
            assertThat(remote.link().port()).isEqualTo(sshd.port());
        }
        Path unknown = Files.writeString(folder.resolve("empty"), "");
        var endpoint = new Endpoint("127.0.0.1", List.of(sshd.port(), free), Optional.empty(),
                List.of(unknown.toString()));
        refused(HostKeyRefused.class, endpoint, sshd.root(),
                "port " + sshd.port() + ": a server with an unknown key (ssh-ed",
                "; port " + free + ": connection refused");
    }

    @Test
    void somethingElseAnswers() throws Exception {
        talker("Not allowed at this time\r\n", "no SSH banner; it said: Not allowed at this time",
                "PerSourcePenalties");
        talker("Exceeded MaxStartups\r\n", "it said: Exceeded MaxStartups", "MaxStartups");
        talker("", "connection closed before any SSH banner", "hosts.deny");
        talker("\u001b[31mHTTP/1.1 400 Bad Request\r\n", "it said: [31mHTTP/1.1 400 Bad Request", "check the port");
    }

    private static void talker(String says, String... words) throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (var peer = socket.accept()) {
                        peer.getOutputStream().write(says.getBytes(StandardCharsets.ISO_8859_1));
                    } catch (IOException _) {
                        return; // the test is over
                    }
                }
            });
            refused(Unreachable.class, at("127.0.0.1", socket.getLocalPort()), sshd.root(), words);
        }
    }

    @Test
    void anUnknownHostKeyNamesTheRemedy() throws Exception {
        refused(HostKeyRefused.class, sshd.known(""), sshd.root(),
                "the host key of " + here() + " is not known: ssh-ed",
                "SHA256:", "bulwarden trust 127.0.0.1");
    }

    @Test
    void aChangedHostKeyShowsBothAndThePlace() throws Exception {
        Sshd.keygen("-q", "-N", "", "-t", "ed25519", "-f", folder.resolve("host_other").toString());
        Endpoint endpoint = sshd.known("# comment\n" + line(here(), "other"));
        String both = Sshd.run("ssh-keygen", "-lf", folder.resolve("host_other.pub").toString()).split(" ", 3)[1];
        refused(HostKeyRefused.class, endpoint, sshd.root(), endpoint.knownHosts().getFirst() + ":2: ", "has changed",
                both, "it shows ssh-ed25519 SHA256:");
    }

    @Test
    void aRevokedHostKeyIsRefusedOnAnyPort() throws Exception {
        refused(HostKeyRefused.class, sshd.known(line(here(), "ed25519") + line("@revoked *", "ed25519")), sshd.root(),
                ":2: ", "is revoked");
    }

    @Test
    void theKnownTypeIsAskedFor() throws Exception {
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            try (Remote remote = connector.connect(sshd.knownBy(type), sshd.root())) {
                assertThat(remote.link().hostKeyType()).contains(type);
            }
        }
    }

    @Test
    void aTypeTheHostNoLongerHasIsNamed(@TempDir Path other) throws Exception {
        Files.copy(folder.resolve("host_rsa"), other.resolve("host_rsa"));
        Sshd.mode(other.resolve("host_rsa"), "rw-------");
        try (Sshd one = Sshd.start(other, List.of("rsa"))) {
            refused(HostKeyRefused.class, one.known(line("[127.0.0.1]:" + one.port(), "ed25519")), one.root(),
                    "is known as ssh-ed25519 only, and it shows ssh-rsa SHA256:");
        }
    }

    @Test
    void anAliasIsLookedUpInsteadOfTheAddress() throws Exception {
        Endpoint endpoint = sshd.known(line("front-door", "ed25519"));
        var alias = new Endpoint("127.0.0.1", endpoint.ports(), Optional.of("front-door"), endpoint.knownHosts());
        connector.connect(alias, sshd.root()).close();
        refused(HostKeyRefused.class, endpoint, sshd.root(), "is not known");
    }

    @Test
    void hostCertificatesOfAKnownAuthorityAreBelieved(@TempDir Path other) throws Exception {
        String authority = other.resolve("host_ca").toString();
        Sshd.keygen("-q", "-N", "", "-t", "ed25519", "-f", authority);
        Sshd.keygen("-q", "-N", "", "-t", "ed25519", "-f", other.resolve("host_ed25519").toString());
        Sshd.keygen("-q", "-s", authority, "-I", "id", "-h", "-n", "front-door",
                other.resolve("host_ed25519").toString());
        String key = Files.readString(Path.of(authority + ".pub"));
        try (Sshd certified = Sshd.start(other, List.of("ed25519"),
                "HostCertificate " + other.resolve("host_ed25519-cert.pub"))) {
            List<String> files = certified.known("@cert-authority front-door,other,127.0.0.1,[127.0.0.1]:* " + key)
                    .knownHosts();
            List<Integer> ports = List.of(certified.port());
            connector.connect(new Endpoint("127.0.0.1", ports, Optional.of("front-door"), files), certified.root())
                    .close();
            refused(HostKeyRefused.class, new Endpoint("127.0.0.1", ports, Optional.of("other"), files),
                    certified.root(), "is not known");
            certified.known("@cert-authority * " + key + "@revoked * " + key);
            refused(HostKeyRefused.class, new Endpoint("127.0.0.1", ports, Optional.of("front-door"), files),
                    certified.root(), "is revoked");
        }
    }

    @Test
    void aWrongKeyIsNamedWithWhatTheHostTakes() throws Exception {
        Path wrong = key("wrong", "ed25519");
        refused(LoginRefused.class, sshd.knownBy("ed25519"), Sshd.root(wrong),
                "login of root refused; offered: " + wrong,
                "SHA256:", "the host takes: publickey");
        refused(LoginRefused.class, sshd.knownBy("ed25519"),
                Sshd.login("nobody-there", folder.resolve("id"), Become.NONE),
                "login of nobody-there refused");
    }

    @Test
    void tooManyFailuresAreSaidToBeThat(@TempDir Path other) throws Exception {
        try (Sshd strict = Sshd.start(other, "MaxAuthTries 1")) {
            var many = new Login("root",
                    List.of(key("wrong1", "ed25519").toString(), key("wrong2", "ecdsa").toString()),
                    Optional.empty(), Optional.empty(), Become.NONE, Optional.empty());
            refused(LoginRefused.class, strict.knownBy("ed25519"), many, "refused after too many failures", "wrong1");
        }
    }

    @Test
    void everyKindOfKeyOpens() throws Exception {
        Path file = folder.resolve("authorized_keys");
        String before = Files.readString(file);
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            for (String format : type.equals("ed25519") ? List.of("RFC4716") : List.of("RFC4716", "PEM", "PKCS8")) {
                Path key = folder.resolve("key-" + type + format);
                Sshd.keygen("-q", "-N", "open sesame", "-t", type, "-m", format, "-f", key.toString());
                Files.writeString(file, before + Files.readString(Path.of(key + ".pub")));
                var login = new Login("root", List.of(key.toString()), Optional.empty(), Optional.of(PHRASE),
                        Become.NONE,
                        Optional.empty());
                if (format.equals("PKCS8")) {
                    refused(LoginRefused.class, sshd.knownBy("ed25519"), login, key + ": an encrypted PKCS#8 key",
                            "ssh-keygen -p -f");
                } else {
                    connector.connect(sshd.knownBy("ed25519"), login).close();
                }
            }
        }
        Files.writeString(file, before);
    }

    @Test
    void aKeyFileThatCannotBeUsedSaysWhy() throws Exception {
        Endpoint endpoint = sshd.knownBy("ed25519");
        Path locked = folder.resolve("locked");
        Sshd.keygen("-q", "-N", "another", "-t", "ed25519", "-f", locked.toString());
        refused(LoginRefused.class, endpoint, Sshd.root(locked), locked + ": the private key is encrypted",
                "passphrase: {prompt: true}");
        refused(LoginRefused.class, endpoint, new Login("root", List.of(locked.toString()), Optional.empty(),
                Optional.of(PHRASE), Become.NONE, Optional.empty()), locked + ": the passphrase does not open");
        refused(LoginRefused.class, endpoint, Sshd.root(folder.resolve("none")), "none: no such private key");
        refused(LoginRefused.class, endpoint, Sshd.root(folder), "not a plain file");
        refused(LoginRefused.class, endpoint, Sshd.root(folder.resolve("id.pub")), "mode is rw-r--r--");
        Path open = key("open", "ed25519");
        Sshd.mode(open, "rw-r-----");
        refused(LoginRefused.class, endpoint, Sshd.root(open), "others may use this private key", "chmod 600 " + open);
        refused(LoginRefused.class, endpoint, Sshd.root(text("junk", "hello\n")), "junk: no private key in this file");
        refused(LoginRefused.class, endpoint, Sshd.root(text("putty", "PuTTY-User-Key-File-3: ssh-ed25519\n")),
                "PuTTY");
        refused(LoginRefused.class, endpoint,
                Sshd.root(text("broken",
                        "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")),
                "broken: the private key is not understood");
    }

    @Test
    void userCertificatesAreOffered(@TempDir Path other) throws Exception {
        String authority = other.resolve("ca").toString();
        Sshd.keygen("-q", "-N", "", "-t", "ed25519", "-f", authority);
        Path key = key("certified", "ed25519");
        Sshd.keygen("-q", "-s", authority, "-I", "ann", "-n", "root", key.toString());
        String certificate = folder.resolve("apart.pub").toString();
        try (Sshd trusting = Sshd.start(other, "TrustedUserCAKeys " + authority + ".pub")) {
            connector.connect(trusting.knownBy("ed25519"), Sshd.root(key)).close(); // found beside the key, as ssh finds it
            Files.move(Path.of(key + "-cert.pub"), Path.of(certificate));
            connector.connect(trusting.knownBy("ed25519"), certified(key, certificate)).close();
            refused(LoginRefused.class, trusting.knownBy("ed25519"), Sshd.root(key), "refused");
            refused(LoginRefused.class, trusting.knownBy("ed25519"),
                    certified(trusting.folder().resolve("id"), certificate),
                    "for another key");
            refused(LoginRefused.class, trusting.knownBy("ed25519"), certified(key, key + ".pub"),
                    "this is no certificate");
        }
    }

    private static Login certified(Path key, String certificate) {
        return new Login("root", List.of(key.toString()), Optional.of(certificate), Optional.empty(), Become.NONE,
                Optional.empty());
    }

    private static Path key(String name, String type) throws Exception {
        Path file = folder.resolve(name);
        Sshd.keygen("-q", "-N", "", "-t", type, "-f", file.toString());
        return file;
    }

    private static Path text(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Sshd.mode(file, "rw-------");
        return file;
    }
}
