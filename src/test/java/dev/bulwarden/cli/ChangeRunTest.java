package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.fleet.RolloutGroup;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.journal.Journal;
import dev.bulwarden.journal.RunRecord;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.report.OutcomeReport;
import dev.bulwarden.report.Style;
import dev.bulwarden.transaction.Outcome;
import dev.bulwarden.transaction.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeRunTest {
    private static final Outcome BACK = new Outcome.RolledBack("r1", Step.ANSWER, Diagnostic.error("no login"));
    private static final Host HOST = new Host("pve1",
            new Endpoint("192.0.2.1", List.of(22), Optional.empty(), List.of()),
            new Login("root", List.of(), Optional.empty(), Optional.empty(), Login.Become.NONE, Optional.empty()),
            Map.of(), Optional.empty(), Map.of(), List.of("all"));
    @TempDir
    Path state;
    private final StringWriter err = new StringWriter();
    private final Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), Style.PLAIN,
            false);

    @Test
    void whatBecameOfAHostIsToldEvenWhereItCannotBeWrittenDown() throws Exception {
        try (Run run = run()) {
            ChangeRun changes = new ChangeRun(console, run, false);
            var results = changes.change(group(), (_, _) -> {
                closed(run.journal());
                return BACK;
            }, ChangeRun.Sequel.NONE);
            assertThat(results).containsExactly(new HostResult.Done<>(HOST, BACK));
            assertThat(changes.faults()).singleElement().asString().contains(
                    "that pve1 ended as rolled-back is not in the journal",
                    "bulwarden settle pve1");
            OutcomeReport report = new OutcomeReport("rollback", "r1", results, changes.faults());
            assertThat(report.exitCode().number()).as("the worst decides").isEqualTo(3);
            assertThat(report.text(Style.PLAIN)).contains("pve1  rolled back", "is not in the journal")
                    .doesNotContain("fault in Bulwarden");
            assertThat(report.json().at("/errors/0/message").stringValue()).contains("is not in the journal");
            assertThat(new OutcomeReport("apply", "r1",
                    List.of(new HostResult.Done<>(HOST, new Outcome.Applied("r1", List.of()))), changes.faults())
                    .exitCode().number()).as("an error of its own").isEqualTo(1);
        }
    }

    @Test
    void anOutcomeIsWrittenDownBeforeWhatComesAfterItAndStandsIfThatIsInterrupted() throws Exception {
        try (Run run = run()) {
            var results = new ChangeRun(console, run, false).change(group(), (_, _) -> BACK, (_, _) -> {
                assertThat(journal()).last().isInstanceOfSatisfying(RunRecord.Ended.class,
                        ended -> assertThat(ended.outcome()).isEqualTo("rolled-back"));
                throw new InterruptedException();
            });
            assertThat(results).containsExactly(new HostResult.Done<>(HOST, BACK));
        }
    }

    private List<RunRecord> journal() {
        try {
            return Journal.read(state, "r1");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void closed(Journal journal) {
        try {
            journal.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<RolloutGroup> group() {
        return List.of(new RolloutGroup(Rollout.USUAL, List.of(HOST)));
    }

    private Run run() throws IOException {
        Journal journal = Journal.begin(state,
                new RunRecord.Begun(Instant.EPOCH, "r1", "rollback", "root", "", "desk", "", ""));
        return new Run("r1", state, "root@desk", "", Clock.systemUTC(), journal);
    }
}
