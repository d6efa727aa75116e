package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.RemoteFailure;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction needs of a host. Each verb may throw {@link RemoteFailure}: it was then perhaps done, perhaps not, and the host must be asked.
 */
interface Target {
    Reply stage() throws RemoteFailure, InterruptedException;

    /**
     * The real sshd's judgement of the staged files in a private view.
     *
     * @return why not, or empty when it says what was planned
     */
    Optional<Diagnostic> evaluate() throws RemoteFailure, InterruptedException;

    /** Real logins to the real sshd over the staged files in a private view, and over the old ones where they are not in force. */
    Rehearsed rehearse() throws RemoteFailure, InterruptedException;

    Reply take() throws RemoteFailure, InterruptedException;

    Reply install() throws RemoteFailure, InterruptedException;

    /** The data of its answer are the addresses the daemon listens on, as the kernel writes them. */
    Reply reload() throws RemoteFailure, InterruptedException;

    /**
     * Opens a new connection to where the host must answer afterwards, logs in as every principal whose credential we hold, becomes root, and
     * compares what sshd says with what was planned. The new connection is the one that {@link #release} goes over.
     *
     * @return why not, or empty when all is well
     */
    Optional<Diagnostic> answer(Expectation expectation) throws RemoteFailure, InterruptedException;

    Reply release() throws RemoteFailure, InterruptedException;

    /** Puts everything back, over whatever connection there is, or a new one. May be repeated. */
    Reply restore() throws RemoteFailure, InterruptedException;

    /** After a restore: a new connection to where the host was, and a full login. Empty when it works. */
    Optional<Diagnostic> answerAsBefore() throws InterruptedException;

    /** What to type on the host's console. */
    List<String> console();
}
