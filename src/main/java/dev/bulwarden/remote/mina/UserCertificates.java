package dev.bulwarden.remote.mina;

import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** Loads an OpenSSH user certificate. */
final class UserCertificates {
    private UserCertificates() {}

    /** The certificate for that key; a failure says what is wrong with it. Whether it is believed is the host's to say. */
    static OpenSshCertificate load(Path file, PublicKey key) throws RemoteFailure {
        OpenSshCertificate certificate = read(file);
        if (certificate.getType() != OpenSshCertificate.Type.USER) {
            throw PrivateKeys.failure(file, "this is a host certificate", "name a user certificate");
        }
        if (!KeyUtils.compareKeys(certificate.getCertPubKey(), key)) {
            throw PrivateKeys.failure(file, "this certificate is for another key than identity_file",
                    "name the certificate of that key");
        }
        if (!OpenSshCertificate.isValidNow(certificate)) {
            throw PrivateKeys.failure(file, "this certificate is not valid now", "have the key signed again");
        }
        return certificate;
    }

    /** What ssh takes without being told: {@code FILE-cert.pub}, if it is a valid user certificate for that key. */
    static Optional<OpenSshCertificate> beside(Path file, PublicKey key) {
        String name = file.toString();
        Path beside = Path.of((name.endsWith(".pub") ? name.substring(0, name.length() - 4) : name) + "-cert.pub");
        if (!Files.isReadable(beside)) {
            return Optional.empty();
        }
        try {
            return Optional.of(load(beside, key));
        } catch (RemoteFailure _) {
            return Optional.empty(); // nobody named it; the plain key is offered
        }
    }

    private static OpenSshCertificate read(Path file) throws RemoteFailure {
        try {
            String line = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            PublicKey key = PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null);
            if (key instanceof OpenSshCertificate certificate) {
                return certificate;
            }
        } catch (IOException e) {
            throw PrivateKeys.failure(file, "cannot read the certificate: " + Causes.words(e),
                    "correct certificate_file");
        } catch (GeneralSecurityException | RuntimeException e) {
            throw PrivateKeys.failure(file, "the certificate is not understood: " + Causes.words(e),
                    "name an OpenSSH user certificate (…-cert.pub)");
        }
        throw PrivateKeys.failure(file, "this is no certificate", "name an OpenSSH user certificate (…-cert.pub)");
    }
}
