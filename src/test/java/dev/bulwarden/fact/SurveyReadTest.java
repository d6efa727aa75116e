package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.bulwarden.command.Output;
import dev.bulwarden.fact.Network.Address;
import dev.bulwarden.fact.Network.Holder;
import dev.bulwarden.fact.Network.Listener;
import dev.bulwarden.fact.User.Password;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads answers recorded on real hosts; the hosts were made odd on purpose. */
class SurveyReadTest {
    static final List<Visitor> VISITORS = List.of(Visitor.from("root"),
            new Visitor("alice", Optional.of("192.0.2.7")), Visitor.from("ghost"));
    private static final Path ANSWERS = Path.of("src/test/resources/fact");

    static String recorded(int release) throws IOException {
        return Files.readString(ANSWERS.resolve("debian" + release + ".answer"), StandardCharsets.US_ASCII);
    }

    static Survey survey() {
        return new Survey("root", List.of("alice", "ops"), List.of("sudo", "nope"), VISITORS);
    }

    private static HostFacts facts(int release) throws IOException {
        return OnHost.accepted(survey().read(new Output(0, recorded(release), "")));
    }

    @ParameterizedTest
    @CsvSource({"11,8.4,1:8.4p1-5+deb11u7", "12,9.2,1:9.2p1-2+deb12u10", "13,10.0,1:10.0p1-7+deb13u4"})
    void namesTheSoftware(int release, String version, String packaged) throws IOException {
        HostFacts facts = facts(release);
        assertThat(facts.system().debianFamily()).isTrue();
        assertThat(facts.system().versionId()).isEqualTo(String.valueOf(release));
        OpenSsh software = facts.server().orElseThrow().software();
        assertThat(software.version()).map(OpenSshVersion::toString).hasValue(version);
        assertThat(software.packaged().orElseThrow())
                .isEqualTo(new OpenSsh.Packaged("openssh-server", packaged, "install ok installed"));
        assertThat(software.packaged().orElseThrow().configured()).isTrue();
        assertThat(software.offers().kex()).contains("curve25519-sha256");
        assertThat(software.offers().hostKey()).contains("rsa-sha2-512", "ssh-ed25519-cert-v01@openssh.com");
        assertThat(software.offers().caSignature()).contains("rsa-sha2-512").doesNotContain(
                "ssh-ed25519-cert-v01@openssh.com");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13})
    void findsTheDaemon(int release) throws IOException {
        Daemon daemon = facts(release).server().orElseThrow().daemon();
        assertThat(daemon).isInstanceOf(Daemon.SystemdService.class);
        assertThat(((Daemon.SystemdService) daemon).unit()).isEqualTo("ssh.service");
        assertThat(daemon.options()).isEqualTo(new Daemon.Options(List.of(), "/etc/ssh/sshd_config"));
        Daemon.Running running = daemon.running().orElseThrow();
        assertThat(running.executable()).isEqualTo("/usr/sbin/sshd");
        assertThat(running.replaced()).isFalse();
        assertThat(running.loaded()).hasValue(1795263136);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13})
    void listsFilesAsSshdReadsThem(int release) throws IOException {
        ConfigFiles config = facts(release).server().orElseThrow().config();
        assertThat(config.globs()).containsExactly(
                entry("/etc/ssh/sshd_config.d/*.conf", List.of("/etc/ssh/sshd_config.d/50-cloud-init.conf")),
                entry("/etc/ssh/extra/*.conf",
                        List.of("/etc/ssh/extra/linked.conf", "/etc/ssh/extra/with blank.conf")),
                entry("/etc/ssh/extra/with blank.conf", List.of("/etc/ssh/extra/with blank.conf")),
                entry("/etc/ssh/none/*.conf", List.of()));
        assertThat(config.odd()).isEmpty();
        assertThat(config.files().keySet()).contains("/etc/ssh/sshd_config.d/README", "/etc/pam.d/sshd",
                "/etc/pam.d/common-auth", "/etc/pam.d/other", "/etc/hosts.deny");
        HostFile linked = config.file("/etc/ssh/extra/linked.conf").orElseThrow();
        assertThat(linked.target()).isEqualTo("/opt/ssh/linked");
        assertThat(linked.linked()).isTrue();
        assertThat(linked.bytes()).isEqualTo("X11Forwarding no\n");
        HostFile cloud = config.file("/etc/ssh/sshd_config.d/50-cloud-init.conf").orElseThrow();
        assertThat(cloud.owner()).isEqualTo(new Ownership(0600, 0, 0, "root", "root"));
        assertThat(cloud.linked()).isFalse();
        assertThat(cloud.links()).isEqualTo(1);
        assertThat(config.folder("/opt/ssh").orElseThrow().writable()).isTrue();
        assertThat(config.folder("/etc/ssh").orElseThrow().owner().rootOnly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13})
    void asksSshdForEachVisitor(int release) throws IOException {
        HostFacts.Server server = facts(release).server().orElseThrow();
        assertThat(server.global().clean()).isTrue();
        assertThat(server.global().out()).startsWith("port 22\n").endsWith("\n").contains("maxsessions 10\n");
        assertThat(server.defaults().out()).contains("usepam no\n", "x11forwarding no\n");
        assertThat(server.visitors().keySet()).containsExactlyElementsOf(VISITORS);
        SshdTest root = server.visitor(Visitor.from("root")).orElseThrow();
        assertThat(root.out()).contains("maxsessions 7\n");
        assertThat(root.context()).matches("user=root,host=172.17.0.1,addr=172.17.0.1,laddr=172.17.0.[2-4],lport=22");
        assertThat(server.visitor(VISITORS.get(1)).orElseThrow().context())
                .startsWith("user=alice,host=192.0.2.7,addr=192.0.2.7,laddr=");
        assertThat(server.hostKeys()).extracting(HostKey::type).containsExactly("RSA", "ECDSA", "ED25519");
        assertThat(server.hostKeys()).extracting(HostKey::bits).containsExactly(3072, 256, 256);
        assertThat(server.hostKeys()).allMatch(key -> key.owner().orElseThrow().mode() == 0600);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13})
    void tellsWhoMayLogIn(int release) throws IOException {
        Accounts accounts = facts(release).accounts();
        assertThat(accounts.complete()).isTrue();
        assertThat(accounts.users().keySet()).containsExactly("alice", "carl", "mgrsys", "ops", "root", "sync");
        assertThat(accounts.users().values()).extracting(User::password).containsExactly(Password.EMPTY,
                Password.LOCKED, Password.SET, Password.LOCKED, Password.IMPOSSIBLE, Password.IMPOSSIBLE);
        assertThat(accounts.user("carl").orElseThrow().aging().expires()).hasValue(18262);
        assertThat(accounts.user("root").orElseThrow().aging().expires()).isEqualTo(OptionalLong.empty());
        assertThat(accounts.user("mgrsys").orElseThrow().groups()).containsExactly("mgrsys", "sshauth");
        assertThat(accounts.group("sshauth").orElseThrow().members()).containsExactly("mgrsys");
        assertThat(accounts.group("nope")).isEmpty();
    }

    @Test
    void aKeyOrConnectionInAnotherFormIsNotTakenForNone() throws IOException {
        String answer = recorded(12);
        String key = answer.lines().filter(line -> line.startsWith("hostkey ")).findFirst().orElseThrow();
        String odd = key.substring(0, key.lastIndexOf(' ') + 1) + base64("a 256-bit key of a new kind\n");
        assertThat(survey().read(new Output(0, answer.replace(key, odd), "")).diagnostics())
                .anyMatch(d -> d.message().contains("not as ssh-keygen -l prints a key"));
        String none = key.substring(0, key.lastIndexOf(' ') + 1) + base64("\n");
        assertThat(OnHost.accepted(survey().read(new Output(0, answer.replace(key, none), ""))).server().orElseThrow()
                .hostKeys().getFirst().type()).isEmpty();
        String ours = answer.lines().filter(line -> line.startsWith("connection ")).findFirst().orElseThrow();
        assertThat(survey().read(new Output(0, answer.replace(ours, "connection " + base64("from somewhere")), ""))
                .diagnostics()).anyMatch(d -> d.message().contains("not as sshd sets SSH_CONNECTION"));
        for (String text : List.of("", "UNKNOWN 65535 UNKNOWN 65535")) {
            assertThat(OnHost.accepted(survey().read(
                    new Output(0, answer.replace(ours, "connection " + base64(text)), ""))).network().ours()).isEmpty();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsHowTheHostIsReached() throws IOException {
        Network network = facts(12).network();
        assertThat(network.ours()).hasValue(new Network.Connection("172.17.0.1", 56296, "172.17.0.3", 22));
        assertThat(network.listeners()).containsExactly(new Listener("0.0.0.0", 22, Holder.SSHD),
                new Listener("::", 22, Holder.SSHD));
        assertThat(network.addressesKnown()).isTrue();
        assertThat(network.addresses()).containsExactly(new Address("lo", "127.0.0.1", 8, "host", false),
                new Address("eth0", "172.17.0.3", 16, "global", false));
    }

    @Test
    void tellsWhatTheHostLetsUsDoAndWhatIsThere() throws IOException {
        HostFacts facts = facts(13);
        Capabilities can = facts.capabilities();
        assertThat(can).isEqualTo(new Capabilities(true, true, true, true, Set.of(), false, Set.of(), 1795264323));
        assertThat(facts.proxmox()).hasValue(new Proxmox("pve-manager/8.2.4/abc", false, Optional.empty()));
        OwnState state = facts.state();
        assertThat(state.exists()).isTrue();
        assertThat(state.unsafe()).isEmpty();
        assertThat(state.lease()).hasValue(new OwnState.Lease("armed", "20261121T101500-3c4d 12345"));
        assertThat(state.transactions()).containsExactly(entry("20261120T101500-1a2b", "applied"),
                entry("20261121T101500-3c4d", ""));
        assertThat(state.newestFirst()).first().isEqualTo("20261121T101500-3c4d");
        assertThat(state.manifest()).hasValue("{\"format\":\"x\"}\n");
        assertThat(state.freeKilobytes()).isEqualTo(82381872);
    }
}
