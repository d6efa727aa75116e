package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.SshdTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a transaction refuses of sshd's word is what a plan blocks for, and nothing else. */
class JudgementTest {
    private static final List<Expectation.Evaluation> WANTED = List
            .of(new Expectation.Evaluation("", new TreeMap<>(Map.of("port", List.of("22"))), false));

    @Test
    void anOldComplaintIsNoReason() {
        assertThat(judged("line 9: Deprecated option Protocol\n", "line 4: Deprecated option Protocol\n")).isEmpty();
    }

    @Test
    void aNewOneIs() {
        assertThat(judged("", "line 4: Deprecated option Protocol\n").orElseThrow().message())
                .contains("sshd -T says: line 4: Deprecated option Protocol");
    }

    @Test
    void anotherValueIs() {
        SshdTest said = new SshdTest("", 0, "port 23\n", "");
        assertThat(
                Judgement.of(WANTED, new EvaluationResult(List.of(said), List.of(said), true, Optional.empty()), true))
                .isPresent();
    }

    private static Optional<Diagnostic> judged(String before, String after) {
        return Judgement.of(WANTED, new EvaluationResult(List.of(new SshdTest("", 0, "port 22\n", before)),
                List.of(new SshdTest("", 0, "port 22\n", after)), true, Optional.empty()), true);
    }
}
