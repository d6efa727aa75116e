package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.remote.RemoteFailure;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.jspecify.annotations.Nullable;

/** Why a host did not let a login in. */
final class LoginFailures {
    private LoginFailures() {}

    static RemoteFailure of(Endpoint endpoint, Login login, Attempt attempt, Offers offers, @Nullable Throwable cause) {
        String who = endpoint.address() + " port " + attempt.address().getPort() + ": login of " + login.user() + " ";
        String offered = "offered: " + offers.identities().stream().map(LoginFailures::name)
                .collect(Collectors.joining(", "));
        String farewell = attempt.farewell().map(Clean::line).orElseGet(() -> Causes.words(cause));
        if (farewell.toLowerCase(Locale.ROOT).contains("too many authentication failures")) {
            return refused(who + "refused after too many failures; " + offered,
                    "name the one right key with identity_file", cause);
        }
        if (offers.wantsMore()) {
            return refused(who + "refused: the key is right, but the host also wants " + Clean.line(methods(offers)),
                    "let AuthenticationMethods of this login be publickey alone", cause);
        }
        if (offers.methods().isEmpty()) {
            return refused(who + "broke off: " + farewell + "; " + offered, "look into the host's sshd log", cause);
        }
        return refused(who + "refused; " + offered + "; the host takes: " + Clean.line(methods(offers)),
                "check user and identity_file, and the user's authorized_keys and AllowUsers on the host", cause);
    }

    private static String methods(Offers offers) {
        return String.join(", ", offers.methods());
    }

    private static String name(Identity identity) {
        if (identity.publicKey() instanceof OpenSshCertificate certificate) {
            return Clean.line(identity.label()) + " with certificate " + Clean.line(certificate.getId());
        }
        HostKey key = HostKeyCheck.hostKey(identity.publicKey());
        return Clean.line(identity.label()) + " (" + key.type() + " " + key.fingerprint() + ")";
    }

    private static RemoteFailure refused(String message, String remedy, @Nullable Throwable cause) {
        return new RemoteFailure.LoginRefused(Diagnostic.error(message).remedy(remedy), cause);
    }
}
