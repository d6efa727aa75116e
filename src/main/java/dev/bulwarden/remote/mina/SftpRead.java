package dev.bulwarden.remote.mina;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** Reads a file as the login, over SFTP. */
final class SftpRead {
    private SftpRead() {}

    /**
     * The bytes of a plain file, one char a byte; empty if SFTP is not offered, or the login may not read the file, or it is longer than
     * the limit: a script as root then tells why.
     */
    static Optional<String> read(ClientSession session, String path, int limit) throws InterruptedException {
        try (SftpClient client = SftpClientFactory.instance().createSftpClient(session)) {
            if (!client.stat(path).isRegularFile()) {
                return Optional.empty();
            }
            try (InputStream in = client.read(path)) {
                byte[] bytes = in.readNBytes(limit + 1);
                return bytes.length > limit
                        ? Optional.empty()
                        : Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException | RuntimeException _) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while reading over SFTP");
            }
            return Optional.empty(); // many reasons, one cure: the script reads it, and says why it cannot
        }
    }
}
