package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out requests, each in a transaction over a login of its own. Safe for many threads.
 *
 * @param connector opens the logins
 * @param clocks the controller's
 */
public record Changer(Connector connector, Clocks clocks) {
    public Changer {
        Objects.requireNonNull(connector, "connector is null");
        Objects.requireNonNull(clocks, "clocks is null");
    }

    /**
     * Carries out one request.
     *
     * @param hostKey the fingerprint the plan was made under; the host must still show it. Null: whatever known_hosts believes
     * @param listener hears each step as it begins; where it throws {@link java.io.UncheckedIOException} the step is not taken
     * @throws InterruptedException if interrupted before anything was changed
     */
    public Outcome change(Request request, @Nullable String hostKey,
            Consumer<Step> listener) throws InterruptedException {
        Remote remote;
        try {
            remote = connector.connect(request.host().endpoint(), request.host().login());
        } catch (RemoteFailure e) {
            return new Outcome.Unreached(e.diagnostic(), e instanceof RemoteFailure.Unreachable);
        }
        try (ShellTarget target = new ShellTarget(request, connector, remote)) {
            if (hostKey != null && !hostKey.equals(remote.link().hostKeyFingerprint())) {
                return new Outcome.Refused(Step.STAGE,
                        Diagnostic.error("the host key is not the one the plan was made under: " + hostKey)
                                .remedy("make the plan again"));
            }
            return new Transaction(request.who().transaction(), request.confirmWithin(), request.expectation(), target,
                    listener, clocks).run();
        }
    }
}
