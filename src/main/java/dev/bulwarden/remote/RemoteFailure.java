package dev.bulwarden.remote;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a host could not be reached, or a command on it not be carried through. Its diagnostic is fit to be shown. */
public sealed class RemoteFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Diagnostic diagnostic;

    private RemoteFailure(Diagnostic diagnostic, @Nullable Throwable cause) {
        super(diagnostic.toString(), cause);
        this.diagnostic = Objects.requireNonNull(diagnostic, "diagnostic is null");
    }

    /** What happened and what to do, in one line. */
    public final Diagnostic diagnostic() {
        return diagnostic;
    }

    /** The same kind of failure, told otherwise. */
    public final RemoteFailure told(Diagnostic why) {
        return switch (this) {
            case Unreachable _ -> new Unreachable(why, this);
            case HostKeyRefused _ -> new HostKeyRefused(why);
            case LoginRefused _ -> new LoginRefused(why, this);
            case NotPermitted _ -> new NotPermitted(why);
            case LinkLost _ -> new LinkLost(why, this);
            default -> throw new IllegalStateException("a failure of no known kind", this);
        };
    }

    /** No TCP connection, no SSH banner, or no key exchange. Nothing was done. */
    public static final class Unreachable extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        public Unreachable(Diagnostic diagnostic, @Nullable Throwable cause) {
            super(diagnostic, cause);
        }
    }

    /** The host's key is unknown, changed or revoked. Nothing was sent. */
    public static final class HostKeyRefused extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        public HostKeyRefused(Diagnostic diagnostic) {
            super(diagnostic, null);
        }
    }

    /** The host refused the login, or the identity could not be used. */
    public static final class LoginRefused extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        public LoginRefused(Diagnostic diagnostic, @Nullable Throwable cause) {
            super(diagnostic, cause);
        }
    }

    /** Logged in, but this login cannot become root, or may not run a command. Nothing was done. */
    public static final class NotPermitted extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        public NotPermitted(Diagnostic diagnostic) {
            super(diagnostic, null);
        }
    }

    /** The link broke, the answer was incomplete or too long, or time ran out: the command may have run, wholly or in part. */
    public static final class LinkLost extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        public LinkLost(Diagnostic diagnostic, @Nullable Throwable cause) {
            super(diagnostic, cause);
        }
    }
}
