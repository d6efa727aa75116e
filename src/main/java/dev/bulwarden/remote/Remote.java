package dev.bulwarden.remote;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;

/** A login on one host. One thread at a time; {@link #close} may come from any thread. */
public interface Remote extends AutoCloseable {
    /** The connection this login runs over. */
    Link link();

    /**
     * Runs a script as root: directly when the login is root, else through its {@code become}.
     *
     * @throws RemoteFailure if the script did not run to its end; {@link RemoteFailure.LinkLost} if it may have had effects
     * @throws InterruptedException if interrupted; the script may go on until its time limit
     */
    Output run(Command command) throws RemoteFailure, InterruptedException;

    /**
     * Runs a script as the login itself, without becoming root: a probe of the login, not of the host.
     *
     * @throws RemoteFailure as {@link #run}
     */
    Output runAsLogin(Command command) throws RemoteFailure, InterruptedException;

    /**
     * Reads a file as root: over SFTP where the login may read it, else through a script.
     *
     * @param path absolute
     * @param limit the most bytes it may have; a longer file is a {@link RemoteFailure}
     * @return its bytes, one char a byte
     */
    String fetch(String path, int limit) throws RemoteFailure, InterruptedException;

    /** Ends the connection; never fails and never blocks for long. */
    @Override
    void close();
}
