package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.remote.RemoteFailure;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a TCP connection did not become an SSH connection to the right host. */
final class KeyExchangeFailures {
    private KeyExchangeFailures() {}

    /** Whether the same may go well at once: the host spoke SSH, its key was not refused, and algorithms were not the trouble. */
    static boolean worthAnother(Attempt attempt) {
        return attempt.spokeSsh() && !keyRefused(attempt) && !noCommonAlgorithm(attempt)
                && attempt.farewell().isEmpty();
    }

    /** For a list of several ports: what this one said, without its address. */
    static String words(Attempt attempt) {
        if (keyRefused(attempt) && attempt.rule() instanceof HostKeyCheck check) {
            return HostKeyFailures.words(check);
        }
        if (noCommonAlgorithm(attempt)) {
            return "no algorithm in common";
        }
        if (!attempt.linesBeforeBanner().isEmpty()) {
            return "no SSH banner; it said: " + Clean.line(attempt.linesBeforeBanner().getFirst());
        }
        return attempt.spokeSsh()
                ? "key exchange failed: " + attempt.farewell().map(Clean::line)
                        .or(() -> attempt.problem().map(Causes::words)).orElse("the host closed the connection")
                : "closed before any SSH banner";
    }

    static boolean keyRefused(Attempt attempt) {
        return attempt.rule() instanceof HostKeyCheck check && check.shown().isPresent()
                && !(check.verdict() instanceof Verdict.Trusted);
    }

    private static boolean noCommonAlgorithm(Attempt attempt) {
        String words = attempt.problem().map(p -> Causes.words(p).toLowerCase(Locale.ROOT)).orElse("");
        return words.contains("unable to negotiate");
    }

    static RemoteFailure of(Endpoint endpoint, Attempt attempt) {
        String where = endpoint.address() + " port " + attempt.address().getPort();
        if (keyRefused(attempt) && attempt.rule() instanceof HostKeyCheck check) {
            return HostKeyFailures.of(endpoint, attempt.address().getPort(), check);
        }
        if (noCommonAlgorithm(attempt)) {
            return unreachable(attempt, where + ": no algorithm in common: "
                    + attempt.problem().map(Causes::words).orElse(""),
                    "let the host offer a modern key exchange, cipher and host key");
        }
        if (!attempt.spokeSsh()) {
            return beforeBanner(attempt, where);
        }
        String why = attempt.farewell().map(Clean::line).or(() -> attempt.problem().map(Causes::words))
                .orElse("the host closed the connection");
        return unreachable(attempt, where + ": key exchange failed: " + why,
                "try again; look into the host's sshd log");
    }

    private static RemoteFailure beforeBanner(Attempt attempt, String where) {
        if (!attempt.linesBeforeBanner().isEmpty()) {
            String said = attempt.linesBeforeBanner().stream().map(Clean::line).limit(3)
                    .collect(Collectors.joining(" / "));
            return unreachable(attempt, where + ": no SSH banner; it said: " + said,
                    "if this is sshd, it turns us away for now: wait a few minutes (MaxStartups, PerSourcePenalties);"
                            + " else check the port");
        }
        String why = attempt.problem().map(Causes::words).filter(w -> w.startsWith("nothing came")).map(w -> ": " + w)
                .orElse(": connection closed");
        return unreachable(attempt, where + why + " before any SSH banner",
                "check MaxStartups, PerSourcePenalties (OpenSSH 9.8 and later), hosts.deny and fail2ban on the host, or the port");
    }

    private static RemoteFailure unreachable(Attempt attempt, String message, String remedy) {
        return new RemoteFailure.Unreachable(Diagnostic.error(message).remedy(remedy), attempt.problem().orElse(null));
    }
}
