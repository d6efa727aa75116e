package dev.bulwarden.remote;

import dev.bulwarden.command.Command;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;

/** Opens logins. Shared by all hosts of a run and safe for many threads. */
public interface Connector extends AutoCloseable {
    /**
     * Opens a new TCP connection, checks the host key, logs in.
     *
     * @param endpoint its ports are tried in order; the next only when one cannot be connected to
     * @throws RemoteFailure why not; nothing was done on the host
     */
    Remote connect(Endpoint endpoint, Login login) throws RemoteFailure, InterruptedException;

    /** What the logins it opens can be spoken in. */
    Spoken spoken();

    /**
     * Logs in to an SSH server that is a program on a host already logged in to, over the program's standard input and output: no TCP
     * connection is made and no port is opened, here or there. When the result is closed, the program is gone.
     *
     * @param outer a login of this connector, which must be able to become root; it stays open, and can be used meanwhile
     * @param server a script that becomes the server: {@code main} reads its data from standard input, not a byte behind it, and then leaves
     *        input and output to the server; what the server says on standard error is the reason told when the login fails
     * @param endpoint whose known host keys the server must show, and where its login is said to be
     * @throws RemoteFailure why not; {@link RemoteFailure.NotPermitted} also if the outer login cannot become root
     */
    Remote connectOver(Remote outer, Command server, Endpoint endpoint, Login login)
            throws RemoteFailure, InterruptedException;

    @Override
    void close();
}
