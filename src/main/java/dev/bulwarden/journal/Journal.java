package dev.bulwarden.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The journal of one run: {@code runs/ID.jsonl} in the state folder, mode 0600, one JSON object a line, on disk before {@link #append} returns.
 * Safe for many threads.
 */
public final class Journal implements AutoCloseable {
    /** No channel: an interrupt closes one that is written to, and a run that is asked to stop must still be able to write down how it ended. */
    private final RandomAccessFile file;
    private final RunLock lock;

    private Journal(RandomAccessFile file, RunLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Begins the journal of a run, which is {@link #underWay} until it is closed or this process ends.
     *
     * @throws IOException if there is one of that id already, or the folder cannot be written
     */
    public static Journal begin(Path state, RunRecord.Begun begun) throws IOException {
        Path runs = Files.createDirectories(state.resolve("runs"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        RunLock lock = RunLock.take(lockFile(state, begun.run()));
        try {
            Path file = Files.createFile(runs.resolve(begun.run() + ".jsonl"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Journal journal = new Journal(new RandomAccessFile(file.toFile(), "rw"), lock);
            journal.append(begun);
            return journal;
        } catch (IOException | UncheckedIOException e) {
            lock.close();
            throw e;
        }
    }

    private static Path lockFile(Path state, String run) {
        return state.resolve("runs").resolve(run + ".lock");
    }

    /** Whether a run of that id has begun here. */
    public static boolean knows(Path state, String run) throws IOException {
        return runs(state).contains(run);
    }

    /** Whether the process of a run that began here still works on it. */
    public static boolean underWay(Path state, String run) throws IOException {
        return RunLock.held(lockFile(state, run));
    }

    /**
     * The transactions begun here whose end is not known, oldest first.
     *
     * @throws IOException if a journal cannot be read
     */
    public static List<Unfinished> unfinished(Path state) throws IOException {
        Ends ends = new Ends();
        for (String run : runs(state)) {
            ends.add(run, read(state, run));
        }
        return ends.open(state);
    }

    /**
     * Adds a line and waits until it is on disk.
     *
     * @throws UncheckedIOException if it cannot be written: a run that cannot be recorded must not go on
     */
    public synchronized void append(RunRecord record) {
        try {
            long end = file.length();
            boolean whole = false;
            try {
                file.seek(end);
                file.write((RecordLine.write(record) + "\n").getBytes(StandardCharsets.UTF_8));
                file.getFD().sync();
                whole = true;
            } finally {
                if (!whole) {
                    file.setLength(end); // a line cut short must not become the beginning of the next
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
        }
    }

    /** Ids of the runs in a state folder, oldest first. */
    public static List<String> runs(Path state) throws IOException {
        Path runs = state.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(runs)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".jsonl"))
                    .map(f -> f.substring(0, f.length() - ".jsonl".length())).sorted().toList();
        }
    }

    /**
     * The records of a run. A last line cut short by a crash is left out.
     *
     * @throws IOException if it cannot be read, or a whole line is not a record
     */
    public static List<RunRecord> read(Path state, String run) throws IOException {
        String text = Files.readString(state.resolve("runs").resolve(run + ".jsonl"));
        List<RunRecord> records = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            records.add(RecordLine.read(text.substring(from, end)));
            from = end + 1;
        }
        return records;
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            file.close();
        } finally {
            lock.close();
        }
    }
}
