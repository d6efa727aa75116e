package dev.bulwarden.remote.mina;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** The public key that belongs to an identity file: the file itself, or {@code FILE.pub} beside it. */
final class PublicHalf {
    private static final int LARGEST = 64 << 10;

    private PublicHalf() {}

    static Optional<PublicKey> of(Path file) {
        return line(file).or(() -> line(Path.of(file + ".pub"))).flatMap(PublicHalf::parse);
    }

    /** Whether a file that begins like this is a public key. */
    static boolean isPublic(String head) {
        return List.of("ssh-", "ecdsa-sha2-", "sk-").stream().anyMatch(head::startsWith);
    }

    private static Optional<String> line(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1)).filter(PublicHalf::isPublic);
        } catch (IOException _) {
            return Optional.empty(); // no public half to be had: the private key is loaded, and says what is wrong
        }
    }

    private static Optional<PublicKey> parse(String line) {
        try {
            return Optional
                    .ofNullable(PublicKeyEntry.parsePublicKeyEntry(line.strip()).resolvePublicKey(null, null, null));
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            return Optional.empty(); // as above
        }
    }
}
