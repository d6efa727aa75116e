package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Why sudo did not make a login root, each reason in a sentence of its own.
 *
 * @param who address and account, for messages
 * @param user the account
 * @param said sudo's last words, cleaned
 * @param quote the same as a clause, or the exit status
 */
record SudoRefusal(String who, String user, String said, String quote) {

    /**
     * @param conversation null: sudo was told not to ask
     */
    Diagnostic of(@Nullable SudoConversation conversation) {
        String cannot = who + " cannot become root by sudo";
        if (said.contains("must have a tty")) {
            return Diagnostic.error(cannot + ": it wants a terminal (requiretty in sudoers)")
                    .remedy("add to sudoers: Defaults:" + user + " !requiretty");
        }
        if (conversation == null) {
            return Diagnostic.error(cannot + "; " + quote)
                    .remedy("let sudoers give " + user + " NOPASSWD: ALL, or set become_password");
        }
        return switch (conversation.end()) {
            case ASKED_AGAIN -> wrong(cannot, conversation.whose().orElse(user));
            case ASKED_OTHERWISE -> Diagnostic
                    .error(cannot + ": it asks a question that is not answered here: "
                            + conversation.otherQuestion().orElse(said))
                    .remedy("let sudoers give " + user
                            + " NOPASSWD: ALL, or take that question out of /etc/pam.d/sudo");
            case SILENT -> Diagnostic.error(cannot + ": it took the password and then said nothing; " + quote)
                    .remedy("look into the host's authentication log");
            case ASKED, READY, HUNG_UP -> Diagnostic.error(cannot + "; " + quote)
                    .remedy("let sudoers give " + user + " ALL");
        };
    }

    /** One try is made, so that no account is locked for it. */
    private Diagnostic wrong(String cannot, String whose) {
        return whose.equals(user)
                ? Diagnostic.error(cannot + ": the password is wrong; " + quote).remedy("check become_password")
                : Diagnostic.error(cannot + ": it wants the password of " + whose
                        + " (rootpw, targetpw or runaspw in sudoers), and become_password is not it")
                        .remedy("take that setting out of sudoers for " + user + ", or set become_password to it");
    }
}
