package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.RemoteFailure;
import java.util.Optional;

/** What settling needs of a host. A verb that throws {@link RemoteFailure} was perhaps done, perhaps not; it may be repeated. */
interface SettleTarget {
    /** What the host says of all its transactions: {@link HostTransactions}. */
    Reply status() throws RemoteFailure, InterruptedException;

    /**
     * Ends a transaction in one step under the host's lock, unless somebody may still want it.
     *
     * @param own its controller is known to be dead: it is ended at once; else only when its time is over
     */
    Reply settle(String transaction, boolean own) throws RemoteFailure, InterruptedException;

    /** A new connection to where the host was, and a full login. Empty when it works. */
    Optional<Diagnostic> answerAsBefore() throws InterruptedException;
}
