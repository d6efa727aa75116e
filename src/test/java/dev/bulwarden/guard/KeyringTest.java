package dev.bulwarden.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.Accounts;
import dev.bulwarden.fact.Capabilities;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.Firewall;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.KeyFile;
import dev.bulwarden.fact.LoginFiles;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.OpenSsh;
import dev.bulwarden.fact.OpenSshVersion;
import dev.bulwarden.fact.OperatingSystem;
import dev.bulwarden.fact.OwnState;
import dev.bulwarden.fact.Ownership;
import dev.bulwarden.fact.Packages;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.fact.User;
import dev.bulwarden.fact.Walk;
import dev.bulwarden.fact.Walk.Kind;
import dev.bulwarden.fact.Walk.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who loses the last key, by what, and who is merely warned. One account, ann, with two keys in her usual file. */
class KeyringTest {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFbpuniVb/MT9Xu1rzvRTdHhG/KRkq1TlTVu31YlM4Qc one@lab\n";
    private static final String SHA = "SHA256:jFIuQbXYXGiqGJaWigY5pz3hmi4EcOigSxZH0TjVR4Q";
    private static final String RSA = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDZR0kGy6W0Z1zo97AIsqAlYCjFcYmCtSM4NCTsTj8akfKEpiH9k5+7rpJg0OJVKWDblOBDBHOMKCQ7ye4m/l4Eh6QNoty2o7TvCI+IAUMCrIlTWwaeTReUx0C8qWOm1C3Wvgq/1DhYKahMWLxKiE+Es8SzZuZG+yOF4SG2bxlRboTmr1BsXswANRd5O3q+6jPhy8zvre4ySXP+yTwGziGRWS/6KP78iGZ6tIqh1tNH6vOENEzn1084vivGd9OfiBN7sQ0KGoDN7q85qvtZ02TK6BoN22xGSK0M3HO601HOtH+kOFLVlo/8CxKlvYQRIbcIHmhwic6LSyREo81RMtJt rsa@lab\n";
    private static final Map<String, String> USUAL = Map.of("pubkeyauthentication", "yes", "passwordauthentication",
            "no", "authenticationmethods", "any", "strictmodes", "yes", "authorizedkeysfile", ".ssh/authorized_keys");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"x11forwarding no|-|-", "authorizedkeysfile central|L14|L14",
            "authorizedkeysfile central .ssh/authorized_keys|-|-", "authorizedkeysfile unknown|L14?|L14?",
            "pubkeyacceptedalgorithms rsa-sha2-512|L17|L17?", "pubkeyacceptedkeytypes ssh-ed25519|-|L17?",
            "pubkeyacceptedalgorithms sk-ssh-ed25519@openssh.com|L17|L17", "requiredrsasize 2048|-|-",
            "requiredrsasize 3072|-|L18?", "revokedkeys /revoked|L13|L13?", "revokedkeys /nothing|L12|L12",
            "revokedkeys none|-|-", "authorizedkeysfile wrapped|L16|L16", "authorizedkeysfile elsewhere|L16|L16",
            "authorizedkeysfile expired|L16|L16", "authorizedkeysfile open|L15|L15",
            "authorizedkeysfile private|-|L14?",
            "authorizedkeysfile pve|L34|L34", "authorizedkeysfile pve-open|L35|L35",
            "authorizedkeysfile bound|L16|L16", "authorizedkeysfile swapped|-|L14?",
            "authorizedkeysfile elsewhere bound .ssh/authorized_keys|L16|L16?",
            "authorizedkeysfile secret|L16?|L16?", "authorizedkeysfile principals|L16|L16"})
    void oneSettingChanges(String setting, String own, String other) {
        assertThat(ids(door(true, Map.of(), setting), facts(Optional.of(SHA)))).isEqualTo(own == null ? "" : own);
        assertThat(ids(door(false, Map.of(), setting), facts(Optional.empty()))).isEqualTo(other == null ? "" : other);
    }

    @Test
    void asManyKeysAsAreHeldMayBeAskedFor() {
        String two = "authenticationmethods publickey,publickey";
        assertThat(methods(door(true, Map.of(), two), 1)).isEqualTo("L7");
        assertThat(methods(door(true, Map.of(), two), 2)).isEmpty();
        assertThat(methods(door(true, Map.of(), two + ",publickey"), 2)).isEqualTo("L7");
        assertThat(methods(door(true, Map.of("authenticationmethods", "publickey,publickey"), "x11forwarding no"), 1))
                .as("we came in by two").isEmpty();
    }

    @Test
    void noFileOfKeysIsNoLockoutWhileAProgramServesThem() {
        String none = "authorizedkeysfile none";
        Map<String, String> program = Map.of("authorizedkeyscommand", "/keys");
        Door served = door(true, program, none);
        assertThat(ids(served, facts(Optional.of("SHA256:another")))).isEmpty();
        assertThat(methods(served, 1)).isEmpty();
        assertThat(ids(served, facts(Optional.of(SHA)))).as("a rehearsal shows").isEqualTo("L14?");
        assertThat(methods(door(true, Map.of(), none), 1)).isEqualTo("L14");
        Door gone = door(true, Map.of("authorizedkeyscommand", "/nothing"), none);
        assertThat(methods(gone, 1)).isEqualTo("L14");
    }

    /** Of our own login, which came with the first key. */
    private static String methods(Door door, int identities) {
        Client client = new Client(List.of(), List.of(), List.of(), List.of(), Set.of(), identities);
        Situation situation = new Situation(facts(Optional.of(SHA)), List.of(door), door.before(), door.after(),
                Map.of(), client);
        return String.join(" ", new Methods().check(situation).stream().map(Finding::id).toList());
    }

    /** What came in over a key that runs a command runs what it is told: the command is a wrapper. */
    @Test
    void aCommandThatLetsUsWorkTodayStaysGood() {
        Map<String, String> before = Map.of("authorizedkeysfile", "bound");
        assertThat(ids(door(true, before, "x11forwarding no"), facts(Optional.of(SHA)))).isEmpty();
        assertThat(ids(door(true, before, "authorizedkeysfile central"), facts(Optional.of(SHA)))).isEqualTo("L14");
        assertThat(ids(door(false, before, "x11forwarding no"), facts(Optional.empty()))).isEqualTo("L16?");
    }

    @Test
    void whoCanDoWithoutAKeyIsNoConcern() {
        assertThat(ids(door(false, Map.of("passwordauthentication", "yes"), "authorizedkeysfile central"),
                facts(Optional.empty()))).isEmpty();
    }

    @Test
    void whatWasSoBeforeOnlyWarnsAndOfOurOwnLoginSaysNothing() {
        Map<String, String> before = Map.of("authorizedkeysfile", "wrapped");
        assertThat(ids(door(false, before, "x11forwarding no"), facts(Optional.empty()))).isEqualTo("L16?");
        assertThat(ids(door(true, before, "x11forwarding no"), facts(Optional.of(SHA)))).isEmpty();
        assertThat(ids(door(true, before, "x11forwarding no"), facts(Optional.empty()))).isEmpty();
    }

    @Test
    void anotherSourceOfKeysLeavesItOpen() {
        assertThat(ids(door(false, Map.of("authorizedkeyscommand", "/keys"), "authorizedkeysfile central"),
                facts(Optional.empty()))).isEqualTo("L14?");
        assertThat(ids(door(true, Map.of("authorizedkeyscommand", "/keys"), "authorizedkeyscommand none"),
                facts(Optional.of("SHA256:another")))).isEmpty();
        assertThat(ids(door(true, Map.of("authorizedkeyscommand", "/keys", "authorizedkeysfile", "central"),
                "authorizedkeyscommand none"), facts(Optional.of("SHA256:another")))).isEqualTo("L37");
    }

    @Test
    void breakGlassNeedsAKeyOutsidePve() {
        Map<String, String> before = Map.of("passwordauthentication", "yes", "authorizedkeysfile", "pve-fine");
        assertThat(ids(door(false, before, "passwordauthentication no"), facts(Optional.empty()))).isEqualTo("L34?");
        assertThat(ids(door(false, Map.of("passwordauthentication", "yes"), "passwordauthentication no"),
                facts(Optional.empty()))).isEmpty();
    }

    /** Of ann, who has these lines, comes from this address, and meets this release. */
    static Keyring ring(String lines, String address, OpenSshVersion version) {
        HostFacts host = facts(Optional.empty());
        HostFacts facts = new HostFacts("root", host.system(), Optional.of(server(version)), host.accounts(),
                host.network(), Optional.empty(), Packages.IDLE, host.state(), host.capabilities(),
                new LoginFiles(List.of(file("lines", "/lines", 0600, lines)), Map.of(), Map.of(), Optional.empty()));
        Map<String, String> settings = new LinkedHashMap<>(USUAL);
        settings.put("authorizedkeysfile", "lines");
        Door door = new Door("ann", false, address, List.of("ann"), Optional.of(ann()), settings(settings),
                settings(settings));
        return Keyring.of(door, door.after(), facts);
    }

    private static HostFacts.Server server(OpenSshVersion version) {
        SshdTest nothing = new SshdTest("", 0, "", "");
        return new HostFacts.Server(
                new OpenSsh("/usr/sbin/sshd", "", Optional.of(version), Optional.empty(),
                        new OpenSsh.Offers(List.of(), List.of(), List.of(), List.of(), List.of()), true),
                new Daemon.None(new Daemon.Options(List.of(), "/etc/ssh/sshd_config")),
                new ConfigFiles(new LinkedHashMap<>(), Map.of(), Map.of(), Set.of(), Map.of()), List.of(), nothing,
                nothing, Map.of());
    }

    /** Errors by id, warnings with a question mark, in the order found. */
    private static String ids(Door door, HostFacts facts) {
        Situation situation = new Situation(facts, List.of(door), door.before(), door.after(), Map.of(),
                GuardTest.CLIENT);
        return String.join(" ", Stream.of(new UsableKeys(), new OtherSources(), new BreakGlass())
                .flatMap(g -> g.check(situation).stream())
                .map(f -> f.id() + (f.why().severity() == Severity.ERROR ? "" : "?")).distinct().toList());
    }

    private static Door door(boolean own, Map<String, String> differently, String setting) {
        Map<String, String> before = new LinkedHashMap<>(USUAL);
        before.putAll(differently);
        Map<String, String> after = new LinkedHashMap<>(before);
        String[] words = setting.split(" ", 2);
        after.put(words[0], words[1]);
        return new Door("ann", own, "192.0.2.1", List.of("ann"), Optional.of(ann()), settings(before), settings(after));
    }

    private static Settings settings(Map<String, String> values) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        values.forEach((k, v) -> lines.put(k, List.of(v)));
        return new Settings(lines);
    }

    private static User ann() {
        return new User("ann", 1000, 1000, List.of("ann"), "/home/ann", "/bin/bash", true, User.Password.SET,
                new User.Aging(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()));
    }

    private static HostFacts facts(Optional<String> inUse) {
        List<KeyFile> files = List.of(file(".ssh/authorized_keys", "/home/ann/.ssh/authorized_keys", 0600, KEY + RSA),
                new KeyFile("ann", "central", new Walk("/keys/ann", "/keys/ann", Kind.MISSING, List.of(), ""), true),
                file("wrapped", "/wrapped", 0644, KEY.substring(0, 40) + "\n" + KEY.substring(40)),
                file("elsewhere", "/elsewhere", 0644, "from=\"198.51.100.0/24\" " + KEY),
                file("expired", "/expired", 0644, "expiry-time=\"20200101\" " + KEY), file("open", "/open", 0666, KEY),
                file("bound", "/bound", 0644, "command=\"exit 142\" " + KEY + KEY),
                file("swapped", "/swapped", 0644, KEY + "command=\"exit 142\" " + KEY),
                file("principals", "/principals", 0644, "principals=\"ann\" " + KEY),
                new KeyFile("ann", "secret", new Walk("/secret", "/secret", Kind.SECRET, List.of(), ""), true),
                file("private", "/private", 0664, KEY),
                new KeyFile("ann", "pve",
                        new Walk("/pve", "/etc/pve/priv/authorized_keys", Kind.DANGLING, List.of(), ""),
                        true),
                file("pve-open", "/etc/pve/priv/open", 0666, KEY), file("pve-fine", "/etc/pve/priv/fine", 0600, KEY));
        Map<String, Walk> walks = Map.of("/revoked", file("", "/revoked", 0644, KEY).walk(), "/nothing",
                new Walk("/nothing", "", Kind.MISSING, List.of(), ""));
        Accounts accounts = new Accounts(new TreeMap<>(Map.of("ann", ann())),
                new TreeMap<>(Map.of("ann", new Accounts.Group("ann", 1000, List.of()))), true);
        return new HostFacts("ann", new OperatingSystem("debian", List.of(), "12", "Debian", "h"), Optional.empty(),
                accounts,
                new Network(List.of(), List.of(), true, new Firewall(List.of(), List.of()), Optional.empty()),
                Optional.empty(), Packages.IDLE,
                new OwnState(false, Optional.empty(), Optional.empty(), new LinkedHashMap<>(), Optional.empty(), 0, 0),
                new Capabilities(true, true, true, true, Set.of(), false, Set.of(), 1_700_000_000L),
                new LoginFiles(files, Map.of(), walks, inUse));
    }

    private static KeyFile file(String pattern, String path, int mode, String bytes) {
        List<Step> steps = List.of(new Step("/", true, new Ownership(0755, 0, 0, "root", "root")),
                new Step(path, false, new Ownership(mode, 1000, 1000, "ann", "ann")));
        return new KeyFile("ann", pattern, new Walk(path, path, Kind.FILE, steps, bytes), true);
    }
}
