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
    void onlyItsOwnerMayReadIt() throws IOException {
        Journal.begin(state, BEGUN).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("runs/r1.jsonl"))))
                .isEqualTo("rw-------");
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
