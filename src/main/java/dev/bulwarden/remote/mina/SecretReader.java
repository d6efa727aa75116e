package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Secret;

/** Gets the value of a secret when it is needed. Safe for many threads. */
@FunctionalInterface
public interface SecretReader extends AutoCloseable {
    /**
     * The value, without a line end.
     *
     * @param purpose what it is for, as a prompt names it, such as {@code passphrase of /home/ann/.ssh/id_ed25519}
     * @return the caller's own copy, to be overwritten after use
     */
    char[] read(Secret secret, String purpose) throws Unavailable, InterruptedException;

    /** Forgets every value it has kept; a reader that keeps none need do nothing. */
    @Override
    default void close() {}

    /** A secret cannot be had. Its message never holds a value. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Diagnostic diagnostic;

        public Unavailable(Diagnostic diagnostic) {
            super(diagnostic.toString());
            this.diagnostic = diagnostic;
        }

        public Diagnostic diagnostic() {
            return diagnostic;
        }
    }
}
