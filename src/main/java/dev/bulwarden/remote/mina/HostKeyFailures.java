package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.remote.RemoteFailure;

/** Why a host key was not believed, and what to do about it. */
final class HostKeyFailures {
    private HostKeyFailures() {}

    static RemoteFailure of(Endpoint endpoint, int port, HostKeyCheck check) {
        HostKey shown = check.shown().orElseThrow(() -> new IllegalStateException("no key was shown"));
        String host = KnownName.of(endpoint, port).text();
        String key = shown.type() + " " + shown.fingerprint();
        return new RemoteFailure.HostKeyRefused(switch (check.verdict()) {
            case Verdict.Trusted _ -> throw new IllegalStateException("a trusted key was refused");
            case Verdict.Unknown _ -> Diagnostic.error("the host key of " + host + " is not known: " + key)
                    .remedy("compare it with the host's own, then: bulwarden trust " + endpoint.address());
            case Verdict.OtherType(var known, var place) -> Diagnostic
                    .error(place, "the host key of " + host + " is known as " + known.type() + " only, and it shows "
                            + key)
                    .remedy("compare it with the host's own, then: bulwarden trust " + endpoint.address());
            case Verdict.Changed(var known, var place) -> Diagnostic
                    .error(place, "the host key of " + host + " has changed: known is " + known.fingerprint()
                            + ", it shows " + key)
                    .remedy("find out why: a new installation, or someone in between; if it is right, remove that line"
                            + " and run: bulwarden trust " + endpoint.address());
            case Verdict.Revoked(var place) -> Diagnostic
                    .error(place, "the host key of " + host + " is revoked: " + key)
                    .remedy("give the host new keys (ssh-keygen -A), then: bulwarden trust " + endpoint.address());
        });
    }
}
