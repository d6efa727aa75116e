package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OpenSsh;
import dev.bulwarden.fact.OpenSshVersion;
import dev.bulwarden.fact.OperatingSystem;
import dev.bulwarden.fact.OwnState;
import dev.bulwarden.fact.SshdTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Hosts that are not planned for at all, each with its reason. */
class ObstaclesTest {

    private static final HostFacts STOCK = RecordedHost.debian(12).facts();
    private static final HostFacts.Server SERVER = STOCK.server().orElseThrow();

    @Test
    void aStockHostHasNone() {
        assertThat(Obstacles.of(STOCK)).isEmpty();
    }

    @Test
    void notDebian() {
        says(new HostFacts(STOCK.login(), new OperatingSystem("rocky", List.of("rhel"), "9", "Rocky Linux 9", "h"),
                STOCK.server(), STOCK.accounts(), STOCK.network(), STOCK.proxmox(), STOCK.state(),
                STOCK.capabilities()),
                "this is Rocky Linux 9, only Debian and its family are supported");
    }

    @Test
    void noSshd() {
        says(with(Optional.empty(), STOCK.state()), "no sshd is installed");
    }

    @Test
    void notOpenSshOrTooOldOrTooNew() {
        says(software(s -> version(s, "Dropbear v2022.83", Optional.empty())),
                "the SSH server is not OpenSSH: Dropbear v2022.83");
        says(software(s -> version(s, "OpenSSH_8.2p1", OpenSshVersion.of("OpenSSH_8.2p1"))),
                "OpenSSH 8.2 is not supported, only 8.4 to 10.x");
        says(software(s -> version(s, "OpenSSH_11.0p1", OpenSshVersion.of("OpenSSH_11.0p1"))),
                "OpenSSH 11.0 is not supported, only 8.4 to 10.x");
    }

    @Test
    void rejectedByItsOwnSshd() {
        says(server(new SshdTest("", 255, "", "/etc/ssh/sshd_config: line 3: Bad configuration option: Foo\n"),
                SERVER.config()),
                "sshd rejects its configuration as it is: /etc/ssh/sshd_config: line 3: Bad configuration option: Foo");
    }

    @Test
    void includedButUnreadable() {
        Map<String, List<String>> globs = new LinkedHashMap<>(SERVER.config().globs());
        globs.put("/etc/ssh/sshd_config.d/*.conf", List.of("/etc/ssh/sshd_config.d/a.conf"));
        says(server(SERVER.global(), new ConfigFiles(SERVER.config().files(), globs, SERVER.config().folders(),
                SERVER.config().modules(), Map.of("/etc/ssh/sshd_config.d/a.conf", "too large"))),
                "is included by sshd, but is no readable regular file: too large");
    }

    @Test
    void unsafeState() {
        OwnState s = STOCK.state();
        says(with(STOCK.server(),
                new OwnState(true, Optional.of("/var is writable by others"), s.lease(), s.transactions(),
                        s.manifest(), 0, 0)),
                "/var/lib/bulwarden must not be used: /var is writable by others");
    }

    private static void says(HostFacts facts, String why) {
        assertThat(Obstacles.of(facts)).extracting(Diagnostic::message).containsExactly(why);
    }

    private static HostFacts software(UnaryOperator<OpenSsh> change) {
        return with(Optional.of(new HostFacts.Server(change.apply(SERVER.software()), SERVER.daemon(), SERVER.config(),
                SERVER.hostKeys(), SERVER.defaults(), SERVER.global(), SERVER.visitors())), STOCK.state());
    }

    private static HostFacts server(SshdTest global, ConfigFiles files) {
        return with(Optional.of(new HostFacts.Server(SERVER.software(), SERVER.daemon(), files, SERVER.hostKeys(),
                SERVER.defaults(), global, SERVER.visitors())), STOCK.state());
    }

    private static HostFacts with(Optional<HostFacts.Server> server, OwnState state) {
        return new HostFacts(STOCK.login(), STOCK.system(), server, STOCK.accounts(), STOCK.network(), STOCK.proxmox(),
                state,
                STOCK.capabilities());
    }

    private static OpenSsh version(OpenSsh s, String banner, Optional<OpenSshVersion> version) {
        return new OpenSsh(s.executable(), banner, version, s.packaged(), s.offers(), s.wrapped());
    }
}
