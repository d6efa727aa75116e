package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.jspecify.annotations.Nullable;

/** Why a host did not let a login in. */
final class LoginFailures {
    /** A line must stay readable: so many keys are named in it. */
    private static final int NAMED = 8;

    private LoginFailures() {}

    /**
     * @param notes keys that could not be offered, and why
     */
    static RemoteFailure of(Endpoint endpoint, Login login, Attempt attempt, Offers offers, List<String> notes,
            @Nullable Throwable cause) {
        String who = endpoint.address() + " port " + attempt.address().getPort() + ": login of " + login.user() + " ";
        String keys = keys(offers, notes);
        String farewell = attempt.farewell().map(Clean::line).orElseGet(() -> Causes.words(cause));
        if (!offers.unsigned().isEmpty()) {
            return refused(who + "refused: the host takes "
                    + offers.unsigned().entrySet().stream().map(e -> name(e.getKey()) + ", but " + e.getValue())
                            .collect(Collectors.joining("; ")),
                    "unlock, confirm or touch the key, or name another with identity_file", cause);
        }
        if (farewell.toLowerCase(Locale.ROOT).contains("too many authentication failures")) {
            return refused(who + "refused after too many failures; " + keys,
                    "name the one right key with identity_file",
                    cause);
        }
        if (offers.wantsMore()) {
            return refused(who + "refused: the key is right, but the host also wants " + Clean.line(methods(offers)),
                    "let AuthenticationMethods of this login be publickey alone", cause);
        }
        if (offers.methods().isEmpty()) {
            return refused(who + "broke off: " + farewell + "; " + keys, "look into the host's sshd log", cause);
        }
        return refused(who + "refused; " + keys + "; the host takes: " + Clean.line(methods(offers)),
                "check user and identity_file, and the user's authorized_keys and AllowUsers on the host", cause);
    }

    private static String keys(Offers offers, List<String> notes) {
        List<Identity> offered = offers.offered();
        List<String> parts = new ArrayList<>();
        parts.add("offered: " + (offered.isEmpty() ? "no key" : names(offered)));
        List<Identity> rest = offers.notOffered();
        if (!rest.isEmpty()) {
            parts.add(rest.size() + " not offered: " + names(rest));
        }
        parts.addAll(notes);
        return String.join("; ", parts);
    }

    /** Names the first of many, and how many more there are. */
    private static String names(List<Identity> identities) {
        String first = identities.stream().limit(NAMED).map(LoginFailures::name).collect(Collectors.joining(", "));
        int more = identities.size() - NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
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
