package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys are believed; where it is cheap, ssh-keygen is asked the same. */
class KnownHostsTest {
    private static final HostKey A = key(1);
    private static final HostKey B = key(2);
    private static final KnownName HOST = new KnownName("web.example.org", 22);
    private static final KnownName PORT = new KnownName("web.example.org", 2222);

    @TempDir
    Path folder;

    /** A key of the right shape; nothing here computes with it. */
    private static HostKey key(int seed) {
        byte[] encoding = new byte[51];
        new Random(seed).nextBytes(encoding);
        System.arraycopy(new byte[]{0, 0, 0, 11}, 0, encoding, 0, 4);
        System.arraycopy("ssh-ed25519".getBytes(StandardCharsets.US_ASCII), 0, encoding, 4, 11);
        System.arraycopy(new byte[]{0, 0, 0, 32}, 0, encoding, 15, 4);
        return HostKey.of(encoding).orElseThrow();
    }

    private static String line(String names, HostKey key) {
        return names + " " + key.type() + " " + key.base64() + " comment here\n";
    }

    private static Verdict judge(KnownName name, HostKey key, String text) {
        return new KnownHosts().add("kh", text).judge(name, key);
    }

    private static Verdict.Trusted trusted(int line) {
        return new Verdict.Trusted(Place.line("kh", line));
    }

    @Test
    void theFirstLineWithTheKeyDecides() {
        assertThat(judge(HOST, A, "# one\n\n" + line("WEB.example.ORG,other", A))).isEqualTo(trusted(3));
        assertThat(judge(HOST, A, line("web.example.org", B) + line("web.example.org", A))).isEqualTo(trusted(2));
        assertThat(judge(HOST, A, line("other", A))).isEqualTo(new Verdict.Unknown());
        assertThat(judge(HOST, A, line("web.example.org", B)))
                .isEqualTo(new Verdict.Changed(B, Place.line("kh", 1)));
    }

    @Test
    void anotherTypeIsNotAChangedKey() {
        String rsa = "web.example.org ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQE=\n";
        assertThat(judge(HOST, A, rsa)).isInstanceOfSatisfying(Verdict.OtherType.class,
                v -> assertThat(v.known().type()).isEqualTo("ssh-rsa"));
        assertThat(judge(HOST, A, rsa + line("web.example.org", B))).isInstanceOf(Verdict.Changed.class);
    }

    @Test
    void patternsAndNegation() {
        assertThat(judge(HOST, A, line("*.example.org", A))).isEqualTo(trusted(1));
        assertThat(judge(HOST, A, line("we?.example.*,!mail*", A))).isEqualTo(trusted(1));
        assertThat(judge(HOST, A, line("*.example.org,!web.*", A))).isEqualTo(new Verdict.Unknown());
        assertThat(judge(HOST, A, line("!web.*", A))).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void aPortHasItsOwnName() {
        assertThat(judge(PORT, A, line("[web.example.org]:2222", A))).isEqualTo(trusted(1));
        assertThat(judge(PORT, A, line("web.example.org", A))).as("ssh tries without the port").isEqualTo(trusted(1));
        assertThat(judge(HOST, A, line("[web.example.org]:2222", A))).isEqualTo(new Verdict.Unknown());
        assertThat(judge(PORT, A, line("[web.example.org]:2222", B) + line("web.example.org", A)))
                .isInstanceOf(Verdict.Changed.class);
    }

    @Test
    void revokedBeatsEverythingOnEveryPort() {
        String text = line("web.example.org,[web.example.org]:2222", A) + line("@revoked *", A);
        assertThat(judge(HOST, A, text)).isEqualTo(new Verdict.Revoked(Place.line("kh", 2)));
        assertThat(judge(PORT, A, text)).isEqualTo(new Verdict.Revoked(Place.line("kh", 2)));
        assertThat(judge(HOST, B, line("web.example.org", B) + line("@revoked *", A))).isEqualTo(trusted(1));
    }

    @Test
    void anAuthorityVouchesForCertificatesOnly() {
        var hosts = new KnownHosts().add("kh", line("@cert-authority *.example.org", A));
        assertThat(hosts.judge(HOST, A)).isEqualTo(new Verdict.Unknown());
        assertThat(hosts.judgeCertificate(HOST, A, B)).isEqualTo(trusted(1));
        assertThat(hosts.judgeCertificate(HOST, B, A)).isEqualTo(new Verdict.Unknown());
        assertThat(hosts.hasAuthority(new KnownName("web.example.net", 22))).isFalse();
        hosts.add("kh2", line("@revoked *", B));
        assertThat(hosts.judgeCertificate(HOST, A, B)).isInstanceOf(Verdict.Revoked.class);
        hosts.add("kh3", line("@revoked *", A));
        assertThat(hosts.judgeCertificate(HOST, A, key(3))).isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void linesThatAreNoneAreReportedAndSkipped() {
        var hosts = new KnownHosts().add("kh", "web.example.org\n" + "@nonsense " + line("web.example.org", A)
                + "web.example.org ssh-ed25519 !!!\n" + "web.example.org ssh-rsa " + A.base64() + "\n|1|x|y "
                + line("", A).strip() + "\n" + line("web.example.org", A));
        assertThat(hosts.warnings()).extracting(d -> d.place().orElseThrow().line()).containsExactly(1, 2, 3, 4, 5);
        assertThat(hosts.judge(HOST, A)).isEqualTo(trusted(6));
    }

    @Test
    void hashedNamesAreFoundAsSshKeygenFindsThem() throws Exception {
        Path file = folder.resolve("hashed");
        Files.writeString(file, line("web.example.org", A) + line("[web.example.org]:2222", B) + line("192.0.2.7", B));
        Sshd.keygen("-H", "-f", file.toString());
        var hosts = new KnownHosts().add("kh", Files.readString(file));
        assertThat(Files.readString(file)).startsWith("|1|");
        assertThat(hosts.judge(HOST, A)).isEqualTo(trusted(1));
        assertThat(hosts.judge(PORT, B)).isEqualTo(trusted(2));
        assertThat(hosts.types(new KnownName("192.0.2.7", 22))).containsExactly("ssh-ed25519");
        assertThat(hosts.judge(new KnownName("192.0.2.8", 22), A)).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void randomPatternsMatchAsSshKeygenMatchesThem() throws Exception {
        Random random = new Random(20261121);
        for (int round = 0; round < 60; round++) {
            List<String> patterns = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                patterns.add(pattern(random));
            }
            String text = line(String.join(",", patterns), A);
            Path file = Files.writeString(folder.resolve("patterns"), text);
            String name = random.nextBoolean() ? "ab.cd" : "[ab.cd]:2222";
            String said = Sshd.run("ssh-keygen", "-F", name, "-f", file.toString());
            boolean ours = HostNames.parse(patterns.stream().reduce((a, b) -> a + "," + b).orElseThrow()).orElseThrow()
                    .match(name);
            assertThat(ours).as(name + " in " + text).isEqualTo(said.contains("found"));
        }
    }

    private static String pattern(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
        String name = random.nextBoolean() ? "ab.cd" : "[ab.cd]:2222";
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (random.nextInt(8)) {
                case 0 -> text.append('?');
                case 1 -> text.append('*');
                case 2 -> text.append(Character.toUpperCase(c));
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    @Test
    void fingerprintsAreThoseOfSshKeygen() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pub"), A.type() + " " + A.base64() + "\n");
        assertThat(Sshd.run("ssh-keygen", "-lf", file.toString())).contains(A.fingerprint() + " ");
    }

    @Test
    void appendsFromManyThreadsAllArriveWhole() throws Exception {
        Path file = folder.resolve("new/known_hosts");
        var files = new KnownHostsFiles();
        List<Future<String>> done = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                String name = "host" + i;
                done.add(threads.submit(() -> {
                    new KnownHostsFiles().append(file.toString(), List.of(line(name, A).strip()));
                    return name;
                }));
            }
            for (Future<String> one : done) {
                one.get();
            }
        }
        var hosts = files.read(List.of(file.toString()));
        for (int i = 0; i < 50; i++) {
            assertThat(hosts.judge(new KnownName("host" + i, 22), A)).isInstanceOf(Verdict.Trusted.class);
        }
        assertThat(hosts.warnings()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void appendingAfterAnUnfinishedLineStartsANewOne() throws IOException, dev.bulwarden.remote.RemoteFailure {
        Path file = Files.writeString(folder.resolve("kh"), line("one", A).strip());
        var files = new KnownHostsFiles();
        assertThat(files.read(List.of(file.toString())).types(new KnownName("two", 22))).isEmpty();
        files.append(file.toString(), List.of(line("two", B).strip()));
        assertThat(Files.readString(file)).isEqualTo(line("one", A) + line("two", B));
        assertThat(files.read(List.of(file.toString())).types(new KnownName("two", 22))).isNotEmpty();
    }
}
