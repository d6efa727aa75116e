package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.SshdTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What sshd says about the planned files decides. */
class ConfirmationTest {

    private static final HostFacts FACTS = RecordedHost.debian(12).facts();
    private static final HostPlan.Changes CHANGES = (HostPlan.Changes) Planner.plan(Desired.HOST, Desired.of("""
            - hosts: all
              sshd:
                settings: {MaxAuthTries: 3}
            """), FACTS, Desired.CLIENT);

    @Test
    void agreementIsExpectedToTheLetterFromThenOn() {
        HostPlan plan = Planner.confirm(CHANGES, FACTS,
                said(out -> out + "somethingnew 1\n", out -> out + "somethingnew 1\n", ""));
        assertThat(plan).isInstanceOfSatisfying(HostPlan.Changes.class,
                confirmed -> assertThat(confirmed.expectation().evaluations()).allSatisfy(e -> assertThat(e.values())
                        .containsEntry("maxauthtries", List.of("3")).containsEntry("somethingnew", List.of("1"))));
    }

    @Test
    void anotherValueThanPlannedBlocks() {
        blocked(said(out -> out, out -> out.replace("maxauthtries 3", "maxauthtries 4"), ""),
                "sshd says maxauthtries is 4, planned was 3");
    }

    @Test
    void aChangeNobodyPlannedBlocks() {
        blocked(said(out -> out, out -> out.replace("x11forwarding yes", "x11forwarding no"), ""),
                "sshd says x11forwarding is no, planned was yes");
    }

    @Test
    void whatIsNotUnderstoodBlocks() {
        blocked(said(out -> out, _ -> "", ""),
                "what sshd says cannot be understood: sshd -T prints nothing that can be read");
        blocked(said(out -> out, out -> out + "<<\n", ""),
                "what sshd says cannot be understood: sshd -T prints a line that is no keyword and value: <<");
        blocked(said(_ -> "a b\n", out -> out, ""),
                "what sshd says cannot be understood: sshd -T prints nothing that can be read");
    }

    @Test
    void aRejectionBlocksInItsOwnWords() {
        List<SshdTest> after = tests(out -> out, "").stream().map(t -> new SshdTest(t.context(), 255, "",
                "/etc/ssh/sshd_config line 3: Bad configuration option: Foo\u001b[31m\n")).toList();
        blocked(new EvaluationResult(tests(out -> out, ""), after, true, Optional.empty()),
                "sshd rejects the planned configuration: /etc/ssh/sshd_config line 3: Bad configuration option: Foo [31m");
    }

    @Test
    void aNewComplaintBlocksAndAnOldOneDoesNot() {
        blocked(said(out -> out, out -> out, "line 4: Deprecated option Protocol\n"),
                "sshd complains about the planned configuration: line 4: Deprecated option Protocol");
        List<SshdTest> both = tests(out -> out, "line 9: Deprecated option Protocol\n");
        HostPlan plan = Planner.confirm(CHANGES, FACTS, new EvaluationResult(before(both),
                tests(out -> out, "line 4: Deprecated option Protocol\n"), true, Optional.empty()));
        assertThat(plan).isInstanceOf(HostPlan.Changes.class);
    }

    @Test
    void whereNothingCouldBeAskedNothingIsPromised() {
        blocked(new EvaluationResult(tests(out -> out, ""), List.of(), false, Optional.of("no namespaces here")),
                "sshd itself could not be asked about the new files: no namespaces here");
    }

    @Test
    void aConfigurationThatIsRefusedAsItIsBlocks() {
        List<SshdTest> before = tests(out -> out, "").stream()
                .map(t -> new SshdTest(t.context(), 255, "", "Bad configuration option: Foo\n")).toList();
        blocked(new EvaluationResult(before, tests(out -> out, ""), true, Optional.empty()),
                "nothing safe to roll back to: sshd refuses the configuration as it is now: Bad configuration option: Foo");
    }

    private static void blocked(EvaluationResult result, String why) {
        HostPlan plan = Planner.confirm(CHANGES, FACTS, result);
        assertThat(plan).as(Shown.text(plan)).isInstanceOfSatisfying(HostPlan.Blocked.class,
                blocked -> assertThat(blocked.why()).extracting(d -> d.message()).contains(why));
    }

    private static EvaluationResult said(UnaryOperator<String> before, UnaryOperator<String> after, String complaint) {
        return new EvaluationResult(before(tests(before, "")), tests(after, complaint), true, Optional.empty());
    }

    private static List<SshdTest> before(List<SshdTest> after) {
        return after.stream().map(t -> new SshdTest(t.context(), t.status(),
                t.out().replace("maxauthtries 3", "maxauthtries 6"), t.err())).toList();
    }

    private static List<SshdTest> tests(UnaryOperator<String> edit, String complaint) {
        List<SshdTest> tests = new ArrayList<>();
        CHANGES.expectation().evaluations().forEach(e -> {
            String out = e.values().entrySet().stream()
                    .flatMap(v -> v.getValue().stream().map(line -> v.getKey() + " " + line + "\n"))
                    .collect(Collectors.joining());
            tests.add(new SshdTest(e.context(), 0, edit.apply(out), complaint));
        });
        return tests;
    }
}
