package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.fact.Probe;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;

/** Asks a probe over a login. */
public final class Surveyor {
    private Surveyor() {}

    /** One exec. */
    public static <T> Checked<T> ask(Remote remote, Probe<T> probe) throws RemoteFailure, InterruptedException {
        return probe.read(remote.run(probe.command()));
    }
}
