package dev.bulwarden.remote;

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

    @Override
    void close();
}
