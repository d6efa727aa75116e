package dev.bulwarden.transaction;

import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.time.Duration;
import java.util.Optional;

/** Shows that a login is worth something: a command runs in it, prints what it should and ends as it should. */
final class LoginProbe {
    private static final Command MARKER = new Command("login-probe",
            "main() {\nread -r marker\nprintf '%s\\n' \"$marker\"\n}\n",
            "bulwarden-was-here\n", new Command.Limits(Duration.ofSeconds(30), 1 << 16));

    private LoginProbe() {}

    /** Why it is worth nothing; empty when all is well. */
    static Optional<Diagnostic> asLogin(Remote over) throws RemoteFailure, InterruptedException {
        return judged(over, over.runAsLogin(MARKER), "");
    }

    /** Why it cannot act as root; empty when it can. */
    static Optional<Diagnostic> asRoot(Remote over) throws RemoteFailure, InterruptedException {
        return judged(over, over.run(MARKER), " as root");
    }

    private static Optional<Diagnostic> judged(Remote over, Output output, String as) {
        return output.status() == 0 && output.out().equals(MARKER.data())
                ? Optional.empty()
                : Optional.of(Diagnostic.error("logged in as " + over.link().user() + ", but a command does not run"
                        + as + ": exit status " + output.status() + " " + Clean.line(output.err())));
    }
}
