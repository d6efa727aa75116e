package dev.bulwarden.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Key pairs of the lab's accounts: made by ssh-keygen for this JVM, gone with it. The same account has the same key on every host. */
public final class LabKeys {
    private static final Path FOLDER = folder();
    private static final Map<String, Path> KEYS = new ConcurrentHashMap<>();

    private LabKeys() {}

    /** The private key file (OpenSSH format, Ed25519, mode 0600) of an account. */
    public static Path privateKey(String account) {
        return KEYS.computeIfAbsent(account, LabKeys::generate);
    }

    /** The public key line of an account, without line end. */
    public static String publicKey(String account) {
        try {
            return Files.readString(Path.of(privateKey(account) + ".pub")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path generate(String account) {
        Path file = FOLDER.resolve(account);
        try {
            Process process = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", account + "@lab",
                    "-f",
                    file.toString()).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ssh-keygen failed for " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return file;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bulwarden-lab-keys");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
