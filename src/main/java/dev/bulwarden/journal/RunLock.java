package dev.bulwarden.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a run is under way: a lock on {@code runs/ID.lock}, which the kernel drops with the process, however that ends. A file of its own,
 * because a process loses its locks on a file when it closes any channel to it.
 */
final class RunLock implements AutoCloseable {
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();
    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws IOException if somebody else holds it, or locks do not work where the file is */
    static RunLock take(Path named) throws IOException {
        Path file = named.toAbsolutePath().normalize();
        FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (!OURS.add(file) || channel.tryLock() == null) {
            channel.close();
            throw new IOException(file + " is locked by another process");
        }
        return new RunLock(file, channel);
    }

    /** Whether the run is under way, in this process or another. */
    static boolean held(Path named) throws IOException {
        Path file = named.toAbsolutePath().normalize();
        if (OURS.contains(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // a lock file that stays behind is locked by nobody; no reason to take a run that went well for one that did not
        } finally {
            channel.close();
            OURS.remove(file);
        }
    }
}
