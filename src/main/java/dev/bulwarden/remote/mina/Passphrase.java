package dev.bulwarden.remote.mina;

import dev.bulwarden.inventory.Secret;
import dev.bulwarden.remote.RemoteFailure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/** Asked by the library for the passphrase of one key file, if it needs one; remembers how that went. */
final class Passphrase implements FilePasswordProvider {
    private final SecretReader secrets;
    private final Optional<Secret> secret;
    private final Path file;
    private boolean missing;
    private boolean given;
    private SecretReader.@Nullable Unavailable unavailable;
    private @Nullable InterruptedException interrupted;

    Passphrase(SecretReader secrets, Optional<Secret> secret, Path file) {
        this.secrets = secrets;
        this.secret = secret;
        this.file = file;
    }

    /** The library wants a String; the copy it makes is not ours to wipe. */
    @Override
    public @Nullable String getPassword(@Nullable SessionContext session, @Nullable NamedResource resource, int retry) {
        if (secret.isEmpty()) {
            missing = true;
            return null;
        }
        try {
            char[] value = secrets.read(secret.get(), "passphrase of " + file);
            given = true;
            String copy = new String(value);
            Arrays.fill(value, '\0');
            return copy;
        } catch (SecretReader.Unavailable e) {
            unavailable = e;
        } catch (InterruptedException e) {
            interrupted = e;
        }
        return null;
    }

    /** One try: a second would get the same answer. */
    @Override
    public ResourceDecodeResult handleDecodeAttemptResult(@Nullable SessionContext session,
            @Nullable NamedResource resource, int retry, @Nullable String password, @Nullable Exception problem) {
        return ResourceDecodeResult.TERMINATE;
    }

    /** Throws what kept the passphrase from being read. */
    void rethrow() throws RemoteFailure, InterruptedException {
        if (interrupted != null) {
            throw interrupted;
        }
        if (unavailable != null) {
            throw Identities.refused(unavailable.diagnostic());
        }
    }

    /** Whether one was needed and none is configured. */
    boolean missing() {
        return missing;
    }

    boolean given() {
        return given;
    }
}
