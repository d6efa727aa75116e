package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Dialect OLD = new Dialect(8, 4);
    private static final Dialect NEW = new Dialect(9, 2);
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String DROP_IN = "/etc/ssh/sshd_config.d/50-cloud-init.conf";
    private static final MatchContext ROOT = MatchContext.of("root", Set.of("root"), "192.0.2.1", "192.0.2.11", 22);

    @Test
    void aDropInAboveWinsAndTheLineBelowIsDead() {
        Effective effective = evaluate(NEW, MatchContext.none(), Map.of(
                MAIN, "Include /etc/ssh/sshd_config.d/*.conf\nPasswordAuthentication no\n",
                DROP_IN, "PasswordAuthentication yes\n"));
        assertThat(effective.setting(keyword("PasswordAuthentication"))).hasValueSatisfying(setting -> {
            assertThat(setting.values()).containsExactly("yes");
            assertThat(setting.origins()).containsExactly(new Origin(DROP_IN, 0));
        });
        assertThat(effective.dead()).extracting(line -> line.origin().toString()).containsExactly(MAIN + ":2");
    }

    @Test
    void lastWinsWhereTheManualSaysFirst() {
        Effective effective = evaluate(NEW, MatchContext.none(), Map.of(MAIN, "MaxStartups 5\nMaxStartups 7\n"));
        assertThat(effective.over(new Dump(Map.of())).lines("maxstartups")).containsExactly("7:30:7");
        assertThat(effective.dead()).extracting(line -> line.origin().index()).containsExactly(0);
    }

    @Test
    void aMatchingBlockOverridesAndItsListsReplace() {
        Map<String, String> files = Map.of(MAIN, """
                AllowUsers root mgr
                Match User root
                    AllowUsers mgr
                    AuthenticationMethods publickey
                Match User carl
                    AllowUsers carl
                """);
        assertThat(evaluate(NEW, ROOT, files).setting(keyword("AllowUsers")).orElseThrow().values())
                .containsExactly("mgr");
        assertThat(evaluate(NEW, ROOT, files).matched()).containsExactly(new Origin(MAIN, 1));
        assertThat(evaluate(NEW, MatchContext.none(), files).setting(keyword("AllowUsers")).orElseThrow().values())
                .containsExactly("root", "mgr");
    }

    @Test
    void oldReleasesCutAtAHashAndForceInteractive() {
        Map<String, String> files = Map.of(MAIN, "Banner /etc/a#b\nKbdInteractiveAuthentication no\n");
        assertThat(evaluate(OLD, MatchContext.none(), files).setting(keyword("Banner")).orElseThrow().values())
                .containsExactly("/etc/a");
        assertThat(evaluate(NEW, MatchContext.none(), files).setting(keyword("Banner")).orElseThrow().values())
                .containsExactly("/etc/a#b");
        assertThat(
                evaluate(OLD, MatchContext.none(), files).setting(keyword("KbdInteractiveAuthentication")).orElseThrow()
                        .values())
                .containsExactly("yes");
    }

    @Test
    void mistakesHaveAPlaceAndARemedy() {
        assertThat(problems("PermitRootLogon no\n"))
                .containsExactly(
                        MAIN + ":1: OpenSSH 9.2 knows no keyword PermitRootLogon (did you mean PermitRootLogin?)");
        assertThat(problems("Match User root\nPort 22\n"))
                .containsExactly(MAIN + ":2: Port is not allowed within a Match block");
        assertThat(problems("MaxAuthTries 3 4\n")).containsExactly(MAIN + ":1: MaxAuthTries takes one value, not 2");
        assertThat(problems("Match Address 10.0.0.5/8\n"))
                .containsExactly(MAIN + ":1: Match address 10.0.0.5/8 has host bits set");
    }

    private static List<String> problems(String text) {
        return evaluate(NEW, MatchContext.none(), Map.of(MAIN, text)).problems().stream().map(String::valueOf).toList();
    }

    private static Effective evaluate(Dialect dialect, MatchContext context, Map<String, String> files) {
        return ConfigTree.of(MAIN, files).evaluate(dialect, context);
    }

    private static Keyword keyword(String name) {
        return Keyword.of(name).orElseThrow();
    }
}
