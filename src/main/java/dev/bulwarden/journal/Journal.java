package dev.bulwarden.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The journal of one run: {@code runs/ID.jsonl} in the state folder, mode 0600, one JSON object a line, on disk before {@link #append} returns.
 * Safe for many threads.
 */
public final class Journal implements AutoCloseable {
    private final FileChannel channel;
    private final RunLock lock;

    private Journal(FileChannel channel, RunLock lock) {
        this.channel = channel;
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
            Journal journal = new Journal(FileChannel.open(runs.resolve(begun.run() + ".jsonl"),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))), lock);
            journal.append(begun);
            return journal;
        } catch (IOException e) {
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
            ByteBuffer line = ByteBuffer.wrap((RecordLine.write(record) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
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
        channel.close();
        lock.close();
    }
}
