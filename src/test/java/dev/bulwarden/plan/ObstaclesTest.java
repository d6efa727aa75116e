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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that are not planned for at all, each with its reason. */
class ObstaclesTest {

    private static final HostFacts STOCK = RecordedHost.debian(12).facts();
    private static final HostFacts.Server SERVER = STOCK.server().orElseThrow();

    private static final String LATER = "; the running daemon still has the files it read before, and would not come back"
            + " from the next restart or reboot";

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
    void notOpenSshOrTooOld() {
        says(software(s -> version(s, "Dropbear v2022.83", Optional.empty())),
                "the SSH server is not OpenSSH: Dropbear v2022.83");
        says(software(s -> version(s, "OpenSSH_8.2p1", OpenSshVersion.of("OpenSSH_8.2p1"))),
                "OpenSSH 8.2 is not supported, only 8.4 and later");
    }

    @Test
    void aReleaseThatNobodyMeasuredIsPlannedForWithAWarning() {
        assertThat(Obstacles.unmeasured(STOCK)).isEmpty();
        HostFacts later = software(s -> version(s, "OpenSSH_11.2p1", OpenSshVersion.of("OpenSSH_11.2p1")));
        assertThat(Obstacles.of(later)).isEmpty();
        assertThat(Obstacles.unmeasured(later)).hasValueSatisfying(warning -> assertThat(warning.message())
                .startsWith("OpenSSH 11.2 is newer than OpenSSH 10.6"));
    }

    @Test
    void whatSshdPrintsIsNotUnderstood() {
        says(server(new SshdTest("", 0, "", ""), SERVER.config()),
                "sshd cannot be understood: sshd -T prints nothing that can be read");
        says(server(new SshdTest("", 0, SERVER.global().out() + "Warning: \u001b[31mred\n", ""), SERVER.config()),
                "sshd cannot be understood: sshd -T prints a line that is no keyword and value: Warning: [31mred");
        says(defaults(new SshdTest("", 0, "gibberish\n", "")),
                "sshd over an empty file cannot be understood: sshd -T prints nothing that can be read");
        says(defaults(new SshdTest("", 1, "", "sshd: no hostkeys available -- exiting.\n")),
                "sshd -T over an empty file fails, so its defaults are not known: sshd: no hostkeys available -- exiting.");
    }

    @Test
    void rejectedByItsOwnSshd() {
        says(server(new SshdTest("", 255, "", "/etc/ssh/sshd_config: line 3: Bad configuration option: Foo\n"),
                SERVER.config()),
                "sshd refuses its files as they are: Bad configuration option: Foo" + LATER);
    }

    /** The bytes of a drop-in, sshd's exit status and sentence about it, and what is told: place, words that must be in it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "PasswordAuthentication yesUseDNS no\\n|F line 1: unsupported option \"yesUseDNS\".|:1 unsupported option|before UseDNS",
            "PermitRootLogin off\\n|F line 1: unsupported option \"off\".|:1 unsupported option \"off\"|repair the line",
            "'MaxAuthTries 4'\\n|F line 1: invalid quotes|:1 invalid quotes|repair the line",
            "\\xef\\xbb\\xbf# remark\\nMaxAuthTries 4\\n|F: line 1: Bad configuration option: \\xef\\xbb\\xbf#|:1:1 U+FEFF byte order mark in column 1|anew",
            "MaxAuthTries\\xc2\\xa04\\n|F line 1: no argument after keyword|:1:13 U+00A0 no-break space in column 13|anew",
            "Banner \\xe2\\x80\\x9c/etc/issue.net\\xe2\\x80\\x9d\\n||:1:8 U+201C left double quotation mark|anew",
            "MaxAuthTries 4\\xe2\\x80\\x8b\\n|F line 1: MaxAuthTries integer value invalid.|:1:15 U+200B zero width space|anew",
            "AllowUsers root\\xe2\\x80\\x8b\\n||:1:16 U+200B zero width space|anew",
            "# a\\x00b\\nMaxAuthTries 4\\n||:1:4 U+0000 NUL|anew"})
    void brokenFilesWithThePlaceAndTheCharacter(String bytes, String said, String told, String remedy) {
        String path = "/etc/ssh/sshd_config.d/60-local.conf";
        HostFacts facts = RecordedHost.debian(12).file(path, unescaped(bytes)).facts();
        if (said != null) {
            facts = with(Optional.of(refusing(facts.server().orElseThrow(),
                    unescaped(said).replace("F", path) + "\r\n" + path
                            + ": terminating, 1 bad configuration options\r\n")),
                    facts.state());
        }
        Diagnostic only = Obstacles.of(facts).getFirst();
        assertThat(Obstacles.of(facts)).hasSize(1);
        assertThat(only.place().orElseThrow()).hasToString(path + told.replaceFirst(" .*", ""));
        assertThat(only.message()).contains(told.replaceFirst("\\S+ ", ""));
        assertThat(only.message().endsWith(LATER)).isEqualTo(said != null);
        assertThat(only.remedy().orElseThrow()).contains(remedy);
    }

    @Test
    void otherLettersInRemarksAndCommandsAreNoMatter() {
        for (String text : List.of("# f\u00fcr die Pr\u00fcfung\nMaxAuthTries 4\n",
                "# \u00e2\u0080\u009cso\u00e2\u0080\u009d\n",
                "MaxAuthTries 4 # \u00c2\u00a0\n",
                "Match User carl\n ForceCommand echo \u00e2\u0080\u009cno\u00e2\u0080\u009d\n",
                "Banner /etc/gr\u00fcn\n")) {
            HostFacts facts = RecordedHost.debian(12).file("/etc/ssh/sshd_config.d/60-local.conf", text).facts();
            assertThat(Obstacles.of(facts)).as(text).isEmpty();
        }
    }

    private static HostFacts.Server refusing(HostFacts.Server s, String complaint) {
        return new HostFacts.Server(s.software(), s.daemon(), s.config(), s.hostKeys(), s.defaults(),
                new SshdTest("", 255, "", complaint), s.visitors());
    }

    /** Each char a byte. */
    private static String unescaped(String text) {
        return Pattern.compile("\\\\x(..)").matcher(text.replace("\\n", "\n"))
                .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
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

    private static HostFacts defaults(SshdTest defaults) {
        return with(Optional.of(new HostFacts.Server(SERVER.software(), SERVER.daemon(), SERVER.config(),
                SERVER.hostKeys(), defaults, SERVER.global(), SERVER.visitors())), STOCK.state());
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
