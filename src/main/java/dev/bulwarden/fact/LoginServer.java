package dev.bulwarden.fact;

import dev.bulwarden.command.Clean;
import java.util.Objects;
import java.util.Optional;

/** Which program serves the login a host was asked over. */
public sealed interface LoginServer {
    /**
     * The daemon that was surveyed: it stands above our shell, or it holds the socket that took our connection.
     *
     * @param beside a unit that runs another sshd on this host; empty: none is known
     */
    record SurveyedDaemon(Optional<String> beside) implements LoginServer {
        public SurveyedDaemon {
            Objects.requireNonNull(beside, "beside is null");
        }

        @Override
        public String words() {
            return "the surveyed sshd";
        }
    }

    /**
     * An sshd, but not the one that was surveyed.
     *
     * @param title its command line, or what it shows instead
     */
    record AnotherSshd(int pid, String title) implements LoginServer {
        public AnotherSshd {
            Objects.requireNonNull(title, "title is null");
        }

        @Override
        public String words() {
            return "another sshd (process " + pid + ": " + Clean.line(title) + ")";
        }
    }

    /**
     * No sshd is above our shell.
     *
     * @param title command line of the uppermost process that is
     */
    record AnotherProgram(int pid, String title) implements LoginServer {
        public AnotherProgram {
            Objects.requireNonNull(title, "title is null");
        }

        @Override
        public String words() {
            return "a program that is not sshd (process " + pid + ": " + Clean.line(title) + ")";
        }
    }

    /** Where nobody said otherwise. */
    LoginServer SURVEYED = new SurveyedDaemon(Optional.empty());

    /** For messages: what serves the login; it holds the host's words, cleaned. */
    String words();
}
