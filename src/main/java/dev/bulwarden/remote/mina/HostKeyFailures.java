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
        String pin = "compare it with the host's own (on its console: " + HostKeyFile.fingerprint(shown)
                + "), then, with the same -i: bulwarden trust " + endpoint.address();
        return new RemoteFailure.HostKeyRefused(switch (check.verdict()) {
            case Verdict.Trusted _ -> throw new IllegalStateException("a trusted key was refused");
            case Verdict.Unknown _ ->
                Diagnostic.error("the host key of " + host + " is not known: " + key).remedy(pin);
            case Verdict.OtherType(var known, var place) -> Diagnostic
                    .error(place, "the host key of " + host + " is known as " + known.type() + " only, and it shows "
                            + key)
                    .remedy(pin);
            case Verdict.Changed(var known, var place) -> Diagnostic
                    .error(place, "the host key of " + host + " has changed: known is " + known.fingerprint()
                            + ", it shows " + key)
                    .remedy("find out why before anything else: a new installation, another server on this port, or "
                            + "someone in between; the host's console says which key is its own: "
                            + HostKeyFile.fingerprint(shown));
            case Verdict.Revoked(var place) -> Diagnostic
                    .error(place, "the host key of " + host + " is revoked: " + key)
                    .remedy("give the host a new key, on its console: " + HostKeyFile.replacement(shown)
                            + " - then, with the same -i: bulwarden trust " + endpoint.address());
        });
    }

    /** For a list of several ports: what server this one has. */
    static String words(HostKeyCheck check) {
        HostKey shown = check.shown().orElseThrow(() -> new IllegalStateException("no key was shown"));
        String what = switch (check.verdict()) {
            case Verdict.Trusted _ -> throw new IllegalStateException("a trusted key was refused");
            case Verdict.Unknown _ -> "an unknown key";
            case Verdict.OtherType(var known, var _) -> "a key of another type than the known " + known.type();
            case Verdict.Changed(var known, var _) -> "another key than the known " + known.fingerprint();
            case Verdict.Revoked _ -> "a revoked key";
        };
        return "a server with " + what + " (" + shown.type() + " " + shown.fingerprint() + ")";
    }
}
