package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers no script of ours would give: each is rejected with one printable line, never half believed, never an exception. */
class HostileAnswerTest {
    private static String good = "";

    @BeforeAll
    static void read() throws IOException {
        good = SurveyReadTest.recorded(12);
    }

    @Test
    void anAnswerCutShortAnywhereIsRejected() {
        for (int length = 0; length < good.length(); length += length < 300 ? 1 : 97) {
            assertRejected(good.substring(0, length), "");
        }
        for (int missing = 1; missing < 5; missing++) {
            assertRejected(good.substring(0, good.length() - missing), "incomplete");
        }
    }

    @Test
    void anyRecordLeftOutOrSaidTwiceIsNoticedOrHarmless() {
        var lines = good.lines().toList();
        for (String needed : new String[]{"system", "capabilities", "version", "offers", "package", "global",
                "defaults", "visitor", "users", "groups", "connection", "tcp", "modules", "wrapped", "packages",
                "state"}) {
            String line = lines.stream().filter(l -> l.startsWith(needed + " ")).findFirst().orElseThrow();
            assertRejected(good.replace(line + "\n", ""), needed.equals("visitor") ? "visitors" : needed);
        }
        String state = lines.stream().filter(l -> l.startsWith("state ")).findFirst().orElseThrow();
        assertRejected(good.replace(state, state + "\n" + state), "2 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2Jsystem Zm9v", "surprise Zm9v", "odd Zm9v", "odd Zm9v Zm9v Zm9v", "odd %% Zm9v",
            "odd =Zm9v Zm9v", "file Zm9v Zm9v Zm9v - Zm9v", "lease Zm9v Zm9v", "ODD Zm9v Zm9v", "odd  Zm9v Zm9v", ""})
    void aLineThatIsNoRecordIsRejected(String line) {
        assertRejected(good.replace("\nend\n", "\n" + line + "\nend\n"), "");
    }

    @Test
    void aFileWhoseLengthIsNotWhatStatSaysIsRejected() {
        String line = good.lines().filter(l -> l.startsWith("file ")).findFirst().orElseThrow();
        assertRejected(good.replace(line, line.substring(0, line.length() - 8)), "changed while it was read");
    }

    @Test
    void aFailedScriptIsRejectedWithItsOwnWords() {
        assertThat(reject(new Output(2, good, "sh: 1: \u001b[31mSyntax error\n")))
                .contains("status 2").contains("Syntax error").doesNotContain("\u001b");
    }

    @Test
    void namesReachTheDiagnosticCleaned() {
        String path = base64("/etc/ssh/\u001b]0;owned\u0007\n\u202efile");
        assertThat(reject(new Output(0, good.replace("\nend\n", "\nfile " + path + " " + path + " Pwo= - Zm9v\nend\n"),
                ""))).contains("changed while it was read").doesNotContain("\u001b", "\n", "\u0007");
    }

    @Test
    void noiseNeverThrows() {
        var random = new Random(20261121);
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = 0; i <= random.nextInt(4); i++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            }
            Checked<HostFacts> checked = SurveyReadTest.survey().read(new Output(0, text.toString(), ""));
            assertThat(checked).isInstanceOfAny(Checked.Accepted.class, Checked.Rejected.class);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRejected(String answer, String reason) {
        assertThat(reject(new Output(0, answer, ""))).contains(reason);
    }

    private static String reject(Output output) {
        Checked<HostFacts> checked = SurveyReadTest.survey().read(output);
        assertThat(checked).isInstanceOf(Checked.Rejected.class);
        assertThat(checked.diagnostics()).hasSize(1);
        return checked.diagnostics().getFirst().toString();
    }
}
