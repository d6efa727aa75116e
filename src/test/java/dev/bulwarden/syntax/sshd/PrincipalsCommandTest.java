package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AuthorizedPrincipalsCommand beside AuthorizedKeysCommand, which OpenSSH 8.7 to 9.3 mixes up. */
class PrincipalsCommandTest {
    private static final MatchContext ROOT = MatchContext.of("root", Set.of("root"), "192.0.2.1", "192.0.2.11", 22);
    private static final String USERS = "AuthorizedKeysCommandUser nobody\nAuthorizedPrincipalsCommandUser nobody\n";
    private static final String KEYS = "AuthorizedKeysCommand /usr/bin/true\n";
    private static final String ONE = "AuthorizedPrincipalsCommand /usr/bin/false one\n";
    private static final String TWO = "AuthorizedPrincipalsCommand /usr/bin/false two\n";
    private static final String NONE = "AuthorizedPrincipalsCommand none\n";

    /** A text; what is in force for root on releases with the mix-up; what is on the others. */
    private static final List<List<String>> CASES = List.of(List.of(KEYS + ONE, "none", "one"),
            List.of(ONE + KEYS, "one", "one"), List.of(ONE + TWO, "two", "one"),
            List.of(ONE + KEYS + TWO, "one", "one"),
            List.of("AuthorizedKeysCommand none\n" + ONE, "none", "one"), List.of(NONE + TWO, "two", "none"),
            List.of(TWO + NONE, "none", "two"), List.of(KEYS + "Match User root\n" + ONE, "one", "one"),
            List.of("Match User root\n" + KEYS + ONE, "none", "one"),
            List.of("Match User root\n" + ONE + TWO + "Match Address 192.0.2.1\n" + NONE, "none", "one"),
            List.of(ONE + "Match User root\n" + KEYS, "one", "one"),
            List.of("Match User carl\n" + KEYS + "Match User root\n" + ONE, "one", "one"));

    @ParameterizedTest
    @ValueSource(ints = {804, 806, 807, 902, 903, 904, 1000})
    void isDroppedBelowTheOtherFromEightSevenToNineThree(int release) {
        Dialect dialect = new Dialect(release / 100, release % 100);
        boolean mixesUp = release >= 807 && release < 904;
        for (List<String> each : CASES) {
            assertThat(inForce(dialect, each.getFirst())).as("%s\n%s", dialect, each.getFirst())
                    .isEqualTo(each.get(mixesUp ? 1 : 2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {804, 902, 1000})
    void theOldReleaseLooksAtThePathOnlyWhereItDecides(int release) {
        Dialect dialect = new Dialect(release / 100, release % 100);
        for (String text : List.of(USERS + "Match User carl\nAuthorizedPrincipalsCommand false\n",
                USERS + ONE + "AuthorizedPrincipalsCommand false\n", USERS + "AuthorizedPrincipalsCommand false\n")) {
            boolean decides = !text.contains("Match") && !text.contains(ONE);
            assertThat(evaluated(dialect, text).problems().isEmpty()).as("%s\n%s", dialect, text)
                    .isEqualTo(release == 804 && !decides);
        }
    }

    @EachDebian
    void sshdItselfSaysTheSame(Debian debian) {
        LabHost host = LabHost.on(debian).shared();
        Map<String, String> said = new LinkedHashMap<>();
        Map<String, String> ours = new LinkedHashMap<>();
        StringBuilder script = new StringBuilder("mkdir -p /run/sshd\n");
        for (List<String> each : CASES) {
            ours.put(each.getFirst(), inForce(DifferentialTest.dialect(debian), each.getFirst()));
            script.append("printf '%s' '").append(USERS).append(each.getFirst()).append("' >/tmp/principals\n")
                    .append("sshd -T -f /tmp/principals -C user=root,host=192.0.2.1,addr=192.0.2.1")
                    .append(" | sed -n 's/^authorizedprincipalscommand //p'\n");
        }
        List<String> lines = host.sh(script.toString()).lines().toList();
        assertThat(lines).hasSameSizeAs(CASES);
        for (int i = 0; i < CASES.size(); i++) {
            said.put(CASES.get(i).getFirst(), lines.get(i).replace("/usr/bin/false ", ""));
        }
        assertThat(ours).isEqualTo(said);
    }

    private static String inForce(Dialect dialect, String text) {
        Effective effective = evaluated(dialect, USERS + text);
        assertThat(effective.problems()).as(text).isEmpty();
        return effective.setting(Keyword.of("AuthorizedPrincipalsCommand").orElseThrow())
                .map(setting -> setting.values().getFirst().replace("/usr/bin/false ", "")).orElse("none");
    }

    private static Effective evaluated(Dialect dialect, String text) {
        return ConfigTree.of("/c", Map.of("/c", text)).evaluate(dialect, ROOT);
    }
}
