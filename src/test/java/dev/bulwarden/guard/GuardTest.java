package dev.bulwarden.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.fact.Accounts;
import dev.bulwarden.fact.Capabilities;
import dev.bulwarden.fact.Firewall;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostKey;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.OperatingSystem;
import dev.bulwarden.fact.OwnState;
import dev.bulwarden.fact.Ownership;
import dev.bulwarden.fact.User;
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

/** One row per way to be locked out, and its neighbour that is fine. Settings are written as sshd -T prints them. */
class GuardTest {

    private static final Map<String, List<String>> USUAL = Map.of("permitrootlogin", List.of("without-password"),
            "pubkeyauthentication", List.of("yes"), "passwordauthentication", List.of("no"),
            "kbdinteractiveauthentication", List.of("yes"), "authenticationmethods", List.of("any"), "maxauthtries",
            List.of("6"), "maxsessions", List.of("10"), "maxstartups", List.of("10:30:100"), "usepam", List.of("yes"),
            "usedns", List.of("no"));

    static final Client CLIENT = new Client(List.of(), List.of(), List.of(), List.of(), Set.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-|-", "permitrootlogin no|root-login",
            "permitrootlogin forced-commands-only|root-login", "allowusers carl|L1", "allowusers root|-",
            "allowusers ro?t|-", "allowusers root@192.0.2.*|-", "allowusers root@192.0.2.0/24|-",
            "allowusers root@198.51.100.0/24|L1", "allowusers ROOT|L1", "allowgroups staff|L1",
            "allowgroups staff wheel|-",
            "denyusers r*|L4", "denygroups wheel|L4", "allowusers root,carl|L1 L2", "allowusers root !carl|L2",
            "allowusers root carl@desk.example.net|L5",
            "allowusers root carl@cafe.de|L5", "allowusers root carl@*.de|L5", "allowusers root carl@2001:db8:*|-",
            "allowusers root@198.51.100.0/24,192.0.2.0/24,!192.0.2.66|-", "allowusers root@192.0.2.0/24,!192.0.2.1|L1",
            "denyusers root@198.51.100.7,198.51.100.8|-", "denyusers root@198.51.100.7,192.0.2.1|L4",
            "denyusers root@192.0.2.0/24,!192.0.2.1|-", "denyusers root@198.51.100.7,desk|L5",
            "allowusers !carl@192.0.2.1 root|L2", "allowgroups wheel sudo,adm|L2", "pubkeyauthentication no|L6",
            "authenticationmethods none|L7", "authenticationmethods publickey,keyboard-interactive|L7",
            "authenticationmethods publickey,keyboard-interactive publickey|-", "authenticationmethods publickey|-",
            "maxauthtries 0|L9", "maxauthtries 1|-", "maxsessions 0|L10", "maxstartups 0:30:0|L32",
            "authorizedkeysfile none|L14", "usepam no|L21", "listenaddress 203.0.113.9:22|L24",
            "listenaddress 192.0.2.11:22|-", "listenaddress 0.0.0.0:8443|L26", "listenaddress 192.0.2.11:443|-",
            "listenaddress [2001:db8::9]:22|L24"})
    void ourOwnLogin(String setting, String expected) {
        assertThat(errors(door("root", true, USUAL, with(setting)), with(setting)))
                .containsExactlyInAnyOrderElementsOf(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "authenticationmethods publickey,keyboard-interactive|-", "authenticationmethods publickey,password|L7",
            "authenticationmethods keyboard-interactive:pam|-", "authenticationmethods none|L7",
            "pubkeyauthentication no|-"})
    void somebodyWhoCanAnswerQuestions(String setting, String expected) {
        assertThat(errors(door("root", false, USUAL, with(setting)), with(setting)))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void aGroupMayHaveABlankInItsName() {
        Map<String, List<String>> after = new LinkedHashMap<>(USUAL);
        after.put("allowgroups", List.of("staff", "domain admins"));
        assertThat(errors(door("root", true, USUAL, after, "domain admins"), after)).isEmpty();
        assertThat(errors(door("root", true, USUAL, after, "domain", "admins"), after)).containsExactly("L1");
    }

    @Test
    void anAccountWithAnAtIsNamedByItsPattern() {
        for (String list : List.of("j.doe?corp.example", "j.doe*", "*@192.0.2.1", "j.doe@corp.example@192.0.2.0/24")) {
            Map<String, List<String>> after = with("allowusers " + list);
            assertThat(errors(door("j.doe@corp.example", true, USUAL, after), after)).as(list).isEmpty();
        }
        Map<String, List<String>> literal = with("allowusers j.doe@corp.example");
        assertThat(errors(door("j.doe@corp.example", true, USUAL, literal), literal)).containsExactly("L1", "L5");
    }

    @Test
    void aListInAMatchBlockReplacesTheGlobalOne() {
        assertThat(errors(door("root", true, USUAL, with("allowusers carl")), with("allowusers root carl")))
                .containsExactly("L3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"ssh-ed25519|-", "sk-ssh-ed25519@openssh.com|L19",
            "rsa-sha2-512,ssh-ed25519-cert-v01@openssh.com|-", "rsa-sha2-512|L19"})
    void hostKeyAlgorithmsMustFitAHostKey(String algorithms, String expected) {
        Settings after = settings(Map.of("hostkey", List.of("/k"), "hostkeyalgorithms", List.of(algorithms)));
        HostKey key = new HostKey("/k", Optional.of(new Ownership(0600, 0, 0, "root", "root")), "ED25519", 256, "");
        assertThat(ServedHostKeys.check(List.of(key), after).stream().map(Finding::id))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void whatWasMisspeltBeforeOnlyWarns() {
        Settings list = settings(with("denyusers a,b"));
        var situation = new Situation(facts(), List.of(), list, list, Map.of(), CLIENT);
        assertThat(new ListSpelling().check(situation)).singleElement()
                .satisfies(f -> assertThat(f.why().severity()).hasToString("WARNING"));
    }

    @Test
    void oneOfSeveralAddressesMayBeAbsent() {
        Map<String, List<String>> after = new LinkedHashMap<>(USUAL);
        after.put("listenaddress", List.of("192.0.2.11:22", "203.0.113.9:22"));
        assertThat(new Listeners()
                .check(new Situation(facts(), List.of(), settings(USUAL), settings(after), Map.of(), CLIENT)))
                .singleElement().satisfies(f -> assertThat(f.why().severity()).hasToString("WARNING"));
    }

    private static List<String> errors(Door door, Map<String, List<String>> global) {
        var situation = new Situation(facts(), List.of(door), settings(USUAL), settings(global), Map.of(), CLIENT);
        return new ArrayList<>(Guard.findings(situation).stream()
                .filter(f -> f.why().severity() == dev.bulwarden.diagnostic.Severity.ERROR).map(Finding::id).distinct()
                .toList());
    }

    private static Door door(String user, boolean own, Map<String, List<String>> before,
            Map<String, List<String>> after) {
        return door(user, own, before, after, "root", "wheel");
    }

    private static Door door(String user, boolean own, Map<String, List<String>> before,
            Map<String, List<String>> after, String... groups) {
        User account = new User(user, 0, 0, List.of(groups), "/root", "/bin/bash", true, User.Password.LOCKED,
                new User.Aging(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()));
        return new Door(user, own, "192.0.2.1", account.groups(), Optional.of(account), settings(before),
                settings(after));
    }

    private static Settings settings(Map<String, List<String>> values) {
        return new Settings(values);
    }

    private static Map<String, List<String>> with(String setting) {
        Map<String, List<String>> values = new LinkedHashMap<>(USUAL);
        if (setting != null) {
            String[] words = setting.split(" ", 2);
            boolean lines = words[0].startsWith("allow") || words[0].startsWith("deny");
            values.put(words[0], lines ? List.of(words[1].split(" ")) : List.of(words[1]));
        }
        return values;
    }

    private static HostFacts facts() {
        Network network = new Network(List.of(new Network.Listener("0.0.0.0", 8443, Network.Holder.OTHER),
                new Network.Listener("127.0.0.1", 443, Network.Holder.OTHER)),
                List.of(new Network.Address("eth0", "192.0.2.11", 24, "global", false)), true,
                new Firewall(List.of(), List.of()), Optional.empty());
        return new HostFacts("root", new OperatingSystem("debian", List.of(), "12", "Debian", "h"), Optional.empty(),
                new Accounts(new TreeMap<>(), new TreeMap<>(), true), network, Optional.empty(),
                new OwnState(false, Optional.empty(), Optional.empty(), new LinkedHashMap<>(), Optional.empty(), 0, 0),
                new Capabilities(true, true, true, true, Set.of(), false, Set.of(), 0));
    }
}
