package dev.bulwarden.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final RunRecord.Begun BEGUN = new RunRecord.Begun(AT, "r1", "apply", "root", "ann", "desk",
            "a \"reason\"\n",
            "00");
    @TempDir
    Path state;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        RunRecord step = new RunRecord.Stepped(AT, "pve1", "t1", "install");
        RunRecord end = new RunRecord.Ended(AT, "pve1", "t1", "rolled-back", "why: ü");
        try (Journal journal = Journal.begin(state, BEGUN)) {
            journal.append(step);
            journal.append(end);
        }
        assertThat(Journal.read(state, "r1")).containsExactly(BEGUN, step, end);
        assertThat(Journal.runs(state)).containsExactly("r1");
    }

    @Test
    void aRunIsUnderWayUntilItsJournalIsClosed() throws IOException {
        Journal journal = Journal.begin(state, BEGUN);
        assertThat(Journal.knows(state, "r1")).isTrue();
        assertThat(Journal.underWay(state, "r1")).isTrue();
        Journal.read(state, "r1");
        assertThat(Journal.underWay(state, "r1")).as("reading it lets no lock go").isTrue();
        journal.close();
        assertThat(Journal.underWay(state, "r1")).isFalse();
        assertThat(Journal.knows(state, "r1")).isTrue();
        assertThat(Journal.knows(state, "r2")).isFalse();
        // What a process leaves that was killed: a lock file that nobody locks.
        Files.createFile(state.resolve("runs/r1.lock"));
        assertThat(Journal.underWay(state, "r1")).isFalse();
    }

    @Test
    void whatIsNotEndedIsUnfinishedUntilAnyRunEndsIt() throws IOException {
        Instant by = AT.plusSeconds(60);
        try (Journal journal = Journal.begin(state, BEGUN)) {
            journal.append(new RunRecord.Stepped(AT, "killed", "r1", "stage"));
            journal.append(new RunRecord.Stepped(AT, "killed", "r1", "install"));
            journal.append(new RunRecord.Stepped(AT, "refused", "r1", "take"));
            journal.append(new RunRecord.Ended(AT, "refused", "", "refused", "held"));
            journal.append(new RunRecord.Stepped(AT, "lost", "r1", "answer"));
            journal.append(new RunRecord.Ended(AT, "lost", "r1", "in-doubt", "gone", Optional.of(by)));
            assertThat(Journal.unfinished(state)).as("it is under way").isEmpty();
        }
        assertThat(Journal.unfinished(state)).containsExactly(
                new Unfinished("killed", "r1", "install", Optional.empty()),
                new Unfinished("lost", "r1", "answer", Optional.of(by)));
        // By a run whose id sorts before: the clock was set back meanwhile.
        try (Journal settle = Journal.begin(state,
                new RunRecord.Begun(AT, "r0", "settle", "root", "", "desk", "", ""))) {
            settle.append(new RunRecord.Ended(AT, "killed", "r1", "rolled-back", ""));
            settle.append(new RunRecord.Ended(AT, "lost", "r1", "stranded", ""));
        }
        assertThat(Journal.unfinished(state)).extracting(Unfinished::host).containsExactly("lost");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Journal.begin(state, BEGUN).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("runs/r1.jsonl"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anInterruptedThreadCanStillWriteDownHowItEnded() throws IOException {
        RunRecord end = new RunRecord.Ended(AT, "pve1", "t1", "rolled-back", "");
        try (Journal journal = Journal.begin(state, BEGUN)) {
            Thread.currentThread().interrupt();
            journal.append(end);
            assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
            journal.append(end);
        }
        assertThat(Journal.read(state, "r1")).containsExactly(BEGUN, end, end);
    }

    @Test
    void whatCannotBeWrittenIsSaidByName() throws IOException {
        Journal journal = Journal.begin(state, BEGUN);
        journal.close();
        assertThatThrownBy(() -> journal.append(BEGUN)).isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessageStartingWith("the journal cannot be written: ");
        assertThat(Journal.read(state, "r1")).containsExactly(BEGUN);
    }

    @Test
    void anIdIsNeverUsedTwice() throws IOException {
        Journal.begin(state, BEGUN).close();
        assertThatThrownBy(() -> Journal.begin(state, BEGUN)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aLineCutShortByACrashIsLeftOut() throws IOException {
        Journal.begin(state, BEGUN).close();
        Files.writeString(state.resolve("runs/r1.jsonl"), "{\"at\":\"20", StandardOpenOption.APPEND);
        assertThat(Journal.read(state, "r1")).containsExactly(BEGUN);
    }

    @Test
    void aLineThatIsNoRecordIsAnError() throws IOException {
        Journal.begin(state, BEGUN).close();
        Files.writeString(state.resolve("runs/r1.jsonl"), "{\"at\":\"2026-11-21T12:00:00Z\",\"event\":\"x\"}\n",
                StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Journal.read(state, "r1")).isInstanceOf(IOException.class)
                .hasMessageContaining("not a record");
    }
}
