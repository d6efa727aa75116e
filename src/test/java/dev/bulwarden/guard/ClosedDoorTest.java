package dev.bulwarden.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.Accounts;
import dev.bulwarden.fact.Capabilities;
import dev.bulwarden.fact.Firewall;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostKey;
import dev.bulwarden.fact.LoginFiles;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.OperatingSystem;
import dev.bulwarden.fact.OwnState;
import dev.bulwarden.fact.Ownership;
import dev.bulwarden.fact.Packages;
import dev.bulwarden.fact.User;
import dev.bulwarden.fact.User.Aging;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Doors that open to the right key and still lead nowhere: chroots, forced commands, closed accounts, host keys that are dropped. */
class ClosedDoorTest {
    private static final long TODAY = 20_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"chrootdirectory none|-|-", "chrootdirectory /|-|-",
            "chrootdirectory /srv/%u|L11|L11", "chrootdirectory /open|L11|L11", "chrootdirectory /empty|L11|L11",
            "chrootdirectory /full|-|L11", "chrootdirectory /missing|L11|L11", "chrootdirectory /unseen|-|L11",
            "forcecommand internal-sftp|-|L11", "forcecommand /gone -x|L11|L11", "forcecommand /bin/wrapper|-|L11?",
            "forcecommand none|-|-"})
    void sessionsThatEndAtOnce(String setting, String other, String own) {
        User usable = account(true, TODAY, 99_999, OptionalLong.empty());
        assertThat(ids(door(usable, false, "yes", setting), false)).isEqualTo(other == null ? "" : other);
        assertThat(ids(door(usable, true, "yes", setting), false)).isEqualTo(own == null ? "" : own);
    }

    @ParameterizedTest
    @CsvSource({"true,20000,99999,-1,false,'',''", "false,20000,99999,-1,false,L23?,L23?",
            "true,20000,99999,20000,false,L23?,L23?", "true,20000,99999,20001,false,'',''",
            "true,0,99999,-1,false,L23?,L23", "true,19000,90,-1,false,L23?,L23", "true,20000,99999,-1,true,L23?,L23"})
    void accountsThatAreClosed(boolean shell, long changed, long longest, long expires, boolean noLogin, String always,
            String onceThereIsPam) {
        User account = account(shell, changed, longest, expires < 0 ? OptionalLong.empty() : OptionalLong.of(expires));
        assertThat(ids(door(account, false, "yes", "usepam yes"), noLogin)).isEqualTo(always);
        assertThat(ids(door(account, false, "no", "usepam yes"), noLogin)).isEqualTo(onceThereIsPam);
    }

    @ParameterizedTest
    @CsvSource({"2048,true,''", "3072,true,L18?", "3072,false,L18", "0,false,''"})
    void hostKeysThatAreTooShort(String least, boolean another, String expected) {
        Ownership root = new Ownership(0600, 0, 0, "root", "root");
        List<HostKey> keys = List.of(new HostKey("/rsa", Optional.of(root), "RSA", 2048, ""),
                new HostKey("/ed", Optional.of(root), "ED25519", 256, ""));
        Settings after = new Settings(Map.of("requiredrsasize", List.of(least), "hostkey",
                another ? List.of("/rsa", "/ed") : List.of("/rsa")));
        assertThat(words(HostKeySizes.check(keys, new Settings(Map.of()), after))).isEqualTo(expected);
    }

    private static String ids(Door door, boolean noLogin) {
        Situation situation = new Situation(facts(noLogin), List.of(door), door.before(), door.after(), Map.of(),
                GuardTest.CLIENT);
        return words(Stream.of(new Chroot(), new AccountState()).flatMap(g -> g.check(situation).stream()).toList());
    }

    /** Errors by id, warnings with a question mark. */
    private static String words(List<Finding> findings) {
        return String.join(" ", findings.stream()
                .map(f -> f.id() + (f.why().severity() == Severity.ERROR ? "" : "?")).distinct().toList());
    }

    private static Door door(User account, boolean own, String pam, String setting) {
        Map<String, List<String>> before = Map.of("usepam", List.of(pam));
        Map<String, List<String>> after = new LinkedHashMap<>(before);
        String[] words = setting.split(" ", 2);
        after.put(words[0], List.of(words[1]));
        return new Door("ann", own, "192.0.2.1", List.of("ann"), Optional.of(account), new Settings(before),
                new Settings(after));
    }

    private static User account(boolean shell, long changed, long longest, OptionalLong expires) {
        return new User("ann", 1000, 1000, List.of("ann"), "/home/ann", "/bin/bash", shell, User.Password.SET,
                new Aging(OptionalLong.of(changed), OptionalLong.of(longest), OptionalLong.empty(), expires));
    }

    private static HostFacts facts(boolean noLogin) {
        Map<String, Walk> walks = Map.of("/", folder("/", 0, 0755), "/srv/ann",
                folder("/srv/ann", 1000, 0755), "/open", folder("/open", 0, 0775), "/empty", folder("/empty", 0, 0755),
                "/empty/bin/bash", nothing("/empty/bin/bash"), "/full", folder("/full", 0, 0755), "/missing",
                nothing("/missing"), "/gone", nothing("/gone"));
        return new HostFacts("ann", new OperatingSystem("debian", List.of(), "12", "Debian", "h"), Optional.empty(),
                new Accounts(new TreeMap<>(), new TreeMap<>(), true),
                new Network(List.of(), List.of(), true, new Firewall(List.of(), List.of()), Optional.empty()),
                Optional.empty(), Packages.IDLE,
                new OwnState(false, Optional.empty(), Optional.empty(), new LinkedHashMap<>(), Optional.empty(), 0, 0),
                new Capabilities(true, true, true, true, Set.of(), noLogin, Set.of(), TODAY * 86_400),
                new LoginFiles(List.of(), Map.of(), walks, Optional.empty()));
    }

    private static Walk folder(String path, int uid, int mode) {
        return new Walk(path, path, Kind.FOLDER, List.of(new Step(path, true, new Ownership(mode, uid, 0, "x", "y"))),
                "");
    }

    private static Walk nothing(String path) {
        return new Walk(path, "", Kind.MISSING, List.of(), "");
    }
}
