package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.Link;
import dev.bulwarden.remote.RemoteFailure;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a whole answer from every way in which it can be less. */
final class Answers {
    private static final int TIMED_OUT = 124;
    private static final int KILLED = 137;

    private final Link link;
    private final Command command;
    private final Invocation invocation;
    private final Frame frame;

    Answers(Link link, Command command, Invocation invocation, Frame frame) {
        this.link = link;
        this.command = command;
        this.invocation = invocation;
        this.frame = frame;
    }

    Output of(Exec.Ended ended) throws RemoteFailure {
        Frame.Answer out = frame.read(ended.out().framed());
        Frame.Answer err = frame.read(ended.err().framed());
        if (out.user().isPresent()) {
            throw notRoot(out.user().get());
        }
        if (ended.overflown()) {
            throw lost(link, command, "its answer is longer than " + command.limits().outputBytes() + " bytes", null);
        }
        if (out.status().isPresent() && !killed(ended.status(), out.status().get())) {
            return new Output(out.status().get(), out.body(), err.body());
        }
        if (frame.eaten(ended.out().framed())) {
            throw eaten();
        }
        if (ended.unreached() || (!out.hello() && unanswered())) {
            throw refused(ended);
        }
        if (ended.timedOut() || killed(ended.status(), -1)) {
            throw lost(link, command, "it did not end within " + command.limits().time().toSeconds()
                    + " s; the host kills it at its time limit", null);
        }
        if (out.begun()) {
            throw lost(link, command, "its answer breaks off", null);
        }
        if (out.hello()) {
            throw lost(link, command, "sh could not read the script: " + Clean.line(err.body()), null);
        }
        throw ended.status() == null
                ? lost(link, command, "the connection broke before it began", null)
                : refused(ended);
    }

    /** Bash runs the trap that prints the frame's end even when timeout kills it; then the channel says otherwise. */
    private static boolean killed(@Nullable Integer channel, int main) {
        return channel != null && channel != main && (channel == TIMED_OUT || channel == KILLED);
    }

    private RemoteFailure notRoot(String user) {
        String who = link.address() + ": " + link.user() + " is user id " + Clean.line(user) + ", not root";
        return new RemoteFailure.NotPermitted(Diagnostic.error(who).remedy("set become: sudo, or log in as root"));
    }

    private static final String START_UP = "the login's start-up files (~/.bashrc, ~/.zshenv, ~/.cshrc, "
            + "~/.config/fish/config.fish, /etc/bash.bashrc)";

    private RemoteFailure eaten() {
        return new RemoteFailure.NotPermitted(Diagnostic.error(link.address() + ": " + START_UP + " of " + link.user()
                + " read the input that was meant for sh; nothing was run")
                .remedy("let them read and ask nothing where there is no terminal"));
    }

    /** Whether sudo was given up on. */
    private boolean unanswered() {
        SudoConversation conversation = invocation.conversation();
        return conversation != null && switch (conversation.end()) {
            case ASKED_AGAIN, ASKED_OTHERWISE, SILENT -> true;
            case ASKED, READY, HUNG_UP -> false;
        };
    }

    /** The login shell, or sudo, never started sh. */
    private RemoteFailure refused(Exec.Ended ended) {
        String said = lastWords(ended.err().before());
        if (said.isEmpty()) {
            said = lastWords(ended.out().before());
        }
        String quote = said.isEmpty()
                ? ended.status() == null ? "it said nothing" : "exit status " + ended.status()
                : "it said: " + said;
        SudoConversation conversation = invocation.conversation();
        boolean silent = conversation != null && conversation.end() == SudoConversation.Said.SILENT;
        boolean asked = conversation != null && conversation.whose().isPresent();
        if (!invocation.bySudo() || (!asked && (silent || said.isEmpty()))
                || (conversation == null && ended.unreached())) {
            return noCommand(ended.unreached() || silent, quote);
        }
        return new RemoteFailure.NotPermitted(
                new SudoRefusal(link.address() + ": " + link.user(), link.user(), said, quote).of(conversation));
    }

    private RemoteFailure noCommand(boolean hangs, String quote) {
        return hangs
                ? new RemoteFailure.NotPermitted(Diagnostic.error(link.address() + ": the login of " + link.user()
                        + " reaches no sh: " + START_UP + " wait for input, or start something else; " + quote)
                        .remedy("let them do nothing where there is no terminal"))
                : new RemoteFailure.NotPermitted(Diagnostic
                        .error(link.address() + ": the login of " + link.user() + " runs no command; " + quote)
                        .remedy("give the user a login shell and no ForceCommand, and let " + START_UP
                                + " neither end the shell nor read its input"));
    }

    /** The last two lines that say something; our own tokens are not the host's words. */
    private String lastWords(String text) {
        SudoConversation conversation = invocation.conversation();
        String plain = conversation == null
                ? text
                : text.replaceAll(Pattern.quote(conversation.question()) + "(:[^:\n]*:)?", "\n");
        List<String> lines = plain.lines().map(Clean::line).filter(l -> !l.isEmpty()).toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 2), lines.size()));
    }

    static RemoteFailure lost(Link link, Command command, String why, @Nullable Throwable cause) {
        return new RemoteFailure.LinkLost(
                Diagnostic.error(link.address() + ": " + command.name() + ": " + why)
                        .remedy("it may have run, wholly or in part: look at the host before repeating it"),
                cause);
    }
}
