package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads known_hosts files, each list of files once until one of them changes, and appends to them. Lines that ssh would not understand are
 * told once with their place. Safe for many threads.
 */
final class KnownHostsFiles {
    private static final Logger LOG = LoggerFactory.getLogger(KnownHostsFiles.class);
    private static final int LARGEST = 64 << 20;
    /** File locks are held by the whole program: two of its threads would not wait for each other but fail. */
    private static final Object WRITING = new Object();

    private record Stamp(@Nullable Object file, @Nullable FileTime modified, long size) {}

    private record Read(List<Stamp> stamps, KnownHosts hosts) {}

    private final Map<List<String>, Read> cache = new HashMap<>();

    /** The lines of the files in order; a file that does not exist holds none. */
    synchronized KnownHosts read(List<String> files) throws RemoteFailure {
        List<Stamp> stamps = files.stream().map(KnownHostsFiles::stamp).toList();
        Read before = cache.get(files);
        if (before != null && before.stamps.equals(stamps)) {
            return before.hosts;
        }
        KnownHosts hosts = new KnownHosts();
        for (String file : files) {
            hosts.add(file, text(file));
        }
        hosts.warnings().forEach(bad -> LOG.warn("{}", bad));
        cache.put(List.copyOf(files), new Read(stamps, hosts));
        return hosts;
    }

    private static Stamp stamp(String file) {
        try {
            BasicFileAttributes now = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
            return new Stamp(now.fileKey(), now.lastModifiedTime(), now.size());
        } catch (IOException _) {
            return new Stamp(null, null, -1); // text() tells an absent file from an unreadable one
        }
    }

    private static String text(String file) throws RemoteFailure {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("longer than " + LARGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return ""; // as ssh has it
        } catch (IOException e) {
            throw new RemoteFailure.HostKeyRefused(Diagnostic
                    .error(Place.file(file), "cannot read the known host keys: " + Causes.words(e))
                    .remedy("make the file readable, or name another with known_hosts"));
        }
    }

    /**
     * Appends lines in one write under the file's lock, and waits until they are on disk. A new file has mode 0600, a new folder 0700.
     *
     * @param lines each without its line end
     */
    void append(String file, List<String> lines) throws IOException {
        synchronized (WRITING) {
            write(file, lines);
        }
    }

    private static void write(String file, List<String> lines) throws IOException {
        Path path = Path.of(file).toAbsolutePath();
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(path, options, mode); var _ = channel.lock()) {
            long end = channel.size();
            String text = (endsInLine(channel, end) ? "" : "\n") + String.join("\n", lines) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            channel.force(true);
        }
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }

    private static boolean endsInLine(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size == 0 || channel.read(last, size - 1) != 1 || last.get(0) == '\n';
    }
}
