package dev.bulwarden.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.Accounts;
import dev.bulwarden.fact.Capabilities;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.Firewall;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostFile;
import dev.bulwarden.fact.HostKey;
import dev.bulwarden.fact.LoginFiles;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.OpenSsh;
import dev.bulwarden.fact.OpenSshVersion;
import dev.bulwarden.fact.OperatingSystem;
import dev.bulwarden.fact.OwnState;
import dev.bulwarden.fact.Ownership;
import dev.bulwarden.fact.Packages;
import dev.bulwarden.fact.Proxmox;
import dev.bulwarden.fact.SshdTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about the host, the daemon and the client: what each says, and that it says nothing about a healthy Debian. */
class HostGuardTest {

    private static final Client CLIENT = new Client(List.of("mlkem768x25519-sha256", "curve25519-sha256"),
            List.of("chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes256-ctr"),
            List.of("hmac-sha2-256-etm@openssh.com", "hmac-sha2-256"), List.of("ssh-ed25519", "rsa-sha2-512"),
            Set.of("ssh-ed25519"));
    private static final String STOCK_PENALTIES = "crash:90 authfail:5 noauth:1 grace-exceeded:10 refuseconnection:10"
            + " max:600 min:15 max-sources4:65536 max-sources6:65536 overflow:permissive overflow6:permissive";
    private static final Map<String, List<String>> STOCK = Map.ofEntries(Map.entry("port", List.of("22")),
            Map.entry("listenaddress", List.of("[::]:22", "0.0.0.0:22")),
            Map.entry("logingracetime", List.of("120")), Map.entry("maxstartups", List.of("10:30:100")),
            Map.entry("ciphers", List.of("chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes256-ctr")),
            Map.entry("macs", List.of("umac-64-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-256")),
            Map.entry("kexalgorithms", List.of("curve25519-sha256,diffie-hellman-group16-sha512")),
            Map.entry("hostkeyalgorithms", List.of("ssh-ed25519,ecdsa-sha2-nistp256,rsa-sha2-512,rsa-sha2-256")),
            Map.entry("hostkey", List.of("/etc/ssh/ssh_host_rsa_key", "/etc/ssh/ssh_host_ed25519_key")),
            Map.entry("hostkeyagent", List.of("none")),
            Map.entry("persourcepenaltyexemptlist", List.of("none")),
            Map.entry("persourcepenalties", List.of(STOCK_PENALTIES)));

    private OpenSsh.Packaged openssh = new OpenSsh.Packaged("openssh-server", "1:9.2p1-2+deb12u10",
            "install ok installed");
    private Packages packages = new Packages(List.of(), false);
    private Daemon.Running running = new Daemon.Running(60, "/usr/sbin/sshd", false, OptionalLong.of(1000));
    private Optional<Proxmox> proxmox = Optional.empty();
    private int hostKeyMode = 0600;
    private Client client = CLIENT;
    private String device = "eth0";
    private boolean dynamic;
    private boolean socket;
    private boolean wrapped = true;
    private String hostsDeny = "# as shipped\n";
    private Firewall firewall = new Firewall(List.of(), List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-|-|-",
            // L20
            "ciphers|aes128-ctr|L20!", "ciphers|aes128-ctr,aes256-ctr|-", "macs|umac-64@openssh.com|-",
            "kexalgorithms|diffie-hellman-group14-sha1|L20!", "kexalgorithms|curve25519-sha256|-",
            "hostkeyalgorithms|ssh-ed25519|-", "hostkeyalgorithms|ecdsa-sha2-nistp256|L20! L30!",
            // L30: only ed25519 is pinned
            "hostkeyalgorithms|rsa-sha2-512|L30!", "hostkey|/etc/ssh/ssh_host_rsa_key|L30!",
            "hostkey|/etc/ssh/ssh_host_ed25519_key|-", "hostkey|/etc/ssh/another|-", "hostkeyagent|/run/agent|-",
            // L31
            "logingracetime|5|L31", "logingracetime|20|-", "logingracetime|0|-", "maxstartups|1|-",
            // L33
            "persourcepenalties|crash:90 authfail:5 noauth:1 max:600 min:15|-",
            "persourcepenalties|authfail:20 min:15 max:600|L33", "persourcepenalties|no|-",
            "persourcepenalties|authfail:5 min:3|L33", "persourcepenalties|authfail:5 min:15 max:6000|L33"})
    void onlyOneThingIsNew(String keyword, String value, String expected) {
        assertThat(findings(keyword, value)).containsExactlyElementsOf(
                expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void aCipherWithoutIntegrityOfItsOwnNeedsAMac() {
        client = new Client(CLIENT.kex(), List.of("aes256-ctr"), CLIENT.macs(), CLIENT.hostKeys(), Set.of());
        assertThat(findings("macs", "umac-64@openssh.com")).containsExactly("L20!");
    }

    @Test
    void anExemptedAddressIsNotPunished() {
        Map<String, List<String>> after = new TreeMap<>(STOCK);
        after.put("persourcepenalties", List.of("authfail:60 min:15"));
        after.put("persourcepenaltyexemptlist", List.of("10.0.0.0/8,192.0.2.0/24"));
        assertThat(findings(after)).isEmpty();
    }

    @Test
    void noGraceAndFewStartups() {
        Map<String, List<String>> after = new TreeMap<>(STOCK);
        after.put("logingracetime", List.of("0"));
        after.put("maxstartups", List.of("2:30:5"));
        assertThat(findings(after)).containsExactly("L31");
    }

    @Test
    void aNodesOwnClientStandsForItsPeers() {
        proxmox = Optional.of(new Proxmox("", false, Optional.of(new OpenSsh.Offers(CLIENT.kex(),
                List.of("aes128-ctr"), CLIENT.macs(), CLIENT.hostKeys(), List.of()))));
        assertThat(findings("ciphers", "chacha20-poly1305@openssh.com")).containsExactly("L20");
    }

    @Test
    void hostKeysOthersMayReadAreLeftOut() {
        hostKeyMode = 0644;
        assertThat(findings("-", "")).containsExactly("L30!");
        client = new Client(CLIENT.kex(), CLIENT.ciphers(), CLIENT.macs(), CLIENT.hostKeys(), Set.of());
        assertThat(findings("hostkey", "/etc/ssh/ssh_host_rsa_key")).containsExactly("L30!");
    }

    @Test
    void addressesThatComeLate() {
        assertThat(findings("listenaddress", "192.0.2.11:22")).isEmpty();
        dynamic = true;
        assertThat(findings("listenaddress", "192.0.2.11:22")).containsExactly("L25");
        dynamic = false;
        device = "wg0";
        assertThat(findings("listenaddress", "192.0.2.11:22")).containsExactly("L25");
    }

    @Test
    void aSocketUnitListensInsteadOfSshd() {
        socket = true;
        assertThat(findings("listenaddress", "192.0.2.11:22")).containsExactly("L27!");
        assertThat(findings("logingracetime", "60")).isEmpty();
    }

    @Test
    void theFirewallDropsTheNewPortOrOurAddress() {
        String rules = "*filter\n:INPUT DROP [0:0]\n-A INPUT -s 192.0.2.0/24 -p tcp -m tcp --dport 22 -j ACCEPT\n";
        firewall = new Firewall(List.of(new Firewall.Listing(Firewall.Form.IPTABLES, rules)), List.of());
        assertThat(findings("-", "")).isEmpty();
        assertThat(findings("listenaddress", "0.0.0.0:2222")).containsExactly("L28!");
        assertThat(findings("listenaddress", "192.0.2.11:2222")).containsExactly("L28!");
        firewall = new Firewall(List.of(new Firewall.Listing(Firewall.Form.IP6TABLES, rules)), List.of());
        assertThat(findings("listenaddress", "0.0.0.0:2222")).isEmpty();
        firewall = new Firewall(List.of(), List.of("nft lists more than is read"));
        assertThat(findings("-", "")).isEmpty();
        assertThat(findings("listenaddress", "0.0.0.0:2222")).containsExactly("L28");
        firewall = new Firewall(List.of(), List.of("neither nft nor iptables-save is installed"));
        assertThat(findings("listenaddress", "0.0.0.0:2222")).isEmpty();
        firewall = new Firewall(List.of(new Firewall.Listing(Firewall.Form.NFT, "{\"nftables\": ")), List.of());
        assertThat(findings("-", "")).as("not understood is not empty").containsExactly("L28");
    }

    @Test
    void hostsDeny() {
        hostsDeny = "ALL EXCEPT vsftpd: 192.0.2.\n";
        assertThat(findings("-", "")).containsExactly("L29!");
        wrapped = false;
        assertThat(findings("-", "")).isEmpty();
    }

    @Test
    void filesTheDaemonHasNotRead() {
        running = new Daemon.Running(60, "/usr/sbin/sshd", false, OptionalLong.of(899));
        assertThat(findings("-", "")).containsExactly("L36");
        running = new Daemon.Running(60, "/usr/sbin/sshd", false, OptionalLong.empty());
        assertThat(findings("-", "")).isEmpty();
    }

    @Test
    void upgradesUnderWay() {
        packages = new Packages(List.of(new Packages.Lock("/var/lib/dpkg/lock-frontend", 7, "apt-get")), false);
        openssh = new OpenSsh.Packaged("openssh-server", "1:9.2p1-2+deb12u10", "install ok unpacked");
        running = new Daemon.Running(60, "/usr/sbin/sshd", true, OptionalLong.empty());
        assertThat(findings("-", "")).containsExactly("dpkg-busy", "openssh-half-configured", "sshd-replaced");
        assertThat(Guard.readiness(facts())).allMatch(f -> !f.ownLogin() && f.why().severity() == Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"1:9.2p1-2+deb12u6,true,L38", "1:9.2p1-2,true,L38", "1:9.2p1-2+deb12u7,true,",
            "1:9.2p1-2+deb12u6,false,",
            "1:10.0p1-7,true,"})
    void theUpgradeThatRefusesLogins(String version, boolean toTrixie, String expected) {
        openssh = new OpenSsh.Packaged("openssh-server", version, "install ok installed");
        packages = new Packages(List.of(), toTrixie);
        assertThat(findings("-", "")).containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    private List<String> findings(String keyword, String value) {
        Map<String, List<String>> after = new TreeMap<>(STOCK);
        if (keyword != null && value != null) {
            after.put(keyword, List.of(value));
        }
        return findings(after);
    }

    /** Ids; with an exclamation mark for what nobody may accept. */
    private List<String> findings(Map<String, List<String>> after) {
        Door door = new Door("root", true, "192.0.2.1", List.of("root"), Optional.empty(), new Settings(STOCK),
                new Settings(after));
        var situation = new Situation(facts(), List.of(door), new Settings(STOCK), new Settings(after), Map.of(),
                client);
        List<String> found = new ArrayList<>();
        for (Guard guard : List.of(new SharedAlgorithms(), new PinnedHostKeys(), new LoginGrace(), new Penalties(),
                new LateAddress(), new SocketActivation(), new UnreadConfiguration(), new FirewallRules(),
                new Wrappers(), new Upgrade())) {
            for (Finding finding : guard.check(situation)) {
                assertThat(guard.ids()).contains(finding.id());
                found.add(finding.id() + (finding.ownLogin() ? "!" : ""));
            }
        }
        return found;
    }

    private HostFacts facts() {
        Ownership root = new Ownership(0644, 0, 0, "root", "root");
        var files = new LinkedHashMap<>(Map.of("/etc/ssh/sshd_config",
                new HostFile("/etc/ssh/sshd_config", "/etc/ssh/sshd_config", "", root, 1, 900)));
        files.put("/etc/hosts.deny", new HostFile("/etc/hosts.deny", "/etc/hosts.deny", hostsDeny, root, 1, 900));
        var options = new Daemon.Options(List.of(), "/etc/ssh/sshd_config");
        Daemon daemon = socket
                ? new Daemon.SystemdSocket("ssh.socket", "ssh.service", false, options, Optional.empty())
                : new Daemon.SystemdService("ssh.service", "active", options, Optional.of(running));
        var software = new OpenSsh("/usr/sbin/sshd", "OpenSSH_9.2p1", OpenSshVersion.of("OpenSSH_9.2p1"),
                Optional.of(openssh), new OpenSsh.Offers(List.of(), List.of(), List.of(), List.of(), List.of()),
                wrapped);
        Ownership key = new Ownership(hostKeyMode, 0, 0, "root", "root");
        var server = new HostFacts.Server(software, daemon,
                new ConfigFiles(files, Map.of(), Map.of(), Set.of(), Map.of()),
                List.of(new HostKey("/etc/ssh/ssh_host_rsa_key", Optional.of(key), "RSA", 3072, "SHA256:a"),
                        new HostKey("/etc/ssh/ssh_host_ed25519_key", Optional.of(key), "ED25519", 256, "SHA256:b")),
                new SshdTest("", 0, "", ""), new SshdTest("", 0, "", ""), Map.of());
        Network network = new Network(List.of(),
                List.of(new Network.Address(device, "192.0.2.11", 24, "global", dynamic)), true,
                firewall,
                Optional.of(new Network.Connection("192.0.2.1", 40000, "192.0.2.11", 22)));
        return new HostFacts("root", new OperatingSystem("debian", List.of(), "12", "Debian", "h"), Optional.of(server),
                new Accounts(new TreeMap<>(), new TreeMap<>(), true), network, proxmox, packages,
                new OwnState(false, Optional.empty(), Optional.empty(), new LinkedHashMap<>(), Optional.empty(), 0, 0),
                new Capabilities(true, true, true, true, Set.of(), false, Set.of(), 0), LoginFiles.NONE);
    }
}
