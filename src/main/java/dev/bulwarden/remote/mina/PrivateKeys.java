package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.Secret;
import dev.bulwarden.remote.RemoteFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Loads private keys from files, each once. Safe for many threads. */
final class PrivateKeys {
    private static final int LARGEST = 64 << 10;
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final SecretReader secrets;
    private final Map<Path, KeyPair> loaded = new HashMap<>();

    PrivateKeys(SecretReader secrets) {
        this.secrets = secrets;
    }

    synchronized KeyPair load(Path file, Optional<Secret> passphrase) throws RemoteFailure, InterruptedException {
        KeyPair before = loaded.get(file);
        if (before != null) {
            return before;
        }
        KeyPair pair = decode(file, read(file), passphrase);
        loaded.put(file, pair);
        return pair;
    }

    private static byte[] read(Path file) throws RemoteFailure {
        try {
            if (!Files.isRegularFile(file) && Files.exists(file)) {
                throw new IOException("not a plain file");
            }
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw failure(file, "others may use this private key: its mode is "
                        + PosixFilePermissions.toString(permissions), "chmod 600 " + file);
            }
            if (Files.size(file) > LARGEST) {
                throw new IOException("too long for a private key");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw failure(file, "no such private key", "correct identity_file, or make a key: ssh-keygen -t ed25519");
        } catch (IOException e) {
            throw failure(file, "cannot read the private key: " + Causes.words(e),
                    "make the file readable to you only");
        }
    }

    private KeyPair decode(Path file, byte[] bytes, Optional<Secret> passphrase)
            throws RemoteFailure, InterruptedException {
        String head = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        if (head.startsWith("PuTTY-User-Key-File")) {
            throw failure(file, "a PuTTY key is not understood", "convert it: puttygen KEY -O private-openssh -o NEW");
        }
        if (head.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
            throw failure(file, "an encrypted PKCS#8 key is not understood", "convert it: ssh-keygen -p -f KEY");
        }
        if (PublicHalf.isPublic(head)) {
            throw failure(file, "this is a public key, and no agent holds its private half",
                    "name the private key, or ssh-add it");
        }
        var phrase = new Passphrase(secrets, passphrase, file);
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(file.toString()),
                    new ByteArrayInputStream(bytes), phrase);
            if (pairs != null && pairs.iterator().hasNext()) {
                return pairs.iterator().next();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw undecodable(file, phrase, e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        throw failure(file, "no private key in this file", "use an OpenSSH or PEM key of type ed25519, ecdsa or rsa");
    }

    private static RemoteFailure undecodable(Path file, Passphrase phrase, Exception problem)
            throws RemoteFailure, InterruptedException {
        phrase.rethrow();
        if (phrase.missing()) {
            return failure(file, "the private key is encrypted, and no passphrase is configured",
                    "set passphrase: {prompt: true}, or ssh-add the key");
        }
        if (phrase.given()) {
            return failure(file, "the passphrase does not open the private key", "check the passphrase");
        }
        return failure(file, "the private key is not understood: " + Causes.words(problem),
                "use an OpenSSH or PEM key of type ed25519, ecdsa or rsa; a key on a token works through the agent");
    }

    static RemoteFailure failure(Path file, String message, String remedy) {
        return Identities.refused(Diagnostic.error(Place.file(file.toString()), message).remedy(remedy));
    }
}
