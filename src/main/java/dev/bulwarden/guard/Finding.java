package dev.bulwarden.guard;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import java.util.Objects;

/**
 * A way to be locked out that a guard found. Its text ends in the id and names the rule's page.
 *
 * @param id the rule, such as {@code L7}; waivers, {@code --accept-risk} and reports use it
 * @param why an error where somebody would be locked out, a warning where that depends on what cannot be seen from here
 * @param ownLogin whether it is an error about the login in use, or about every login: no operator may accept that
 */
public record Finding(String id, Diagnostic why, boolean ownLogin) {
    public Finding {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(why, "why is null");
    }

    /** Somebody who must get in would not. */
    static Finding shutsOut(String id, Door door, String message, String remedy) {
        return new Finding(id, error(id, message, remedy), door.own());
    }

    /** Nobody would get in any more. */
    static Finding shutsOutAll(String id, String message, String remedy) {
        return new Finding(id, error(id, message, remedy), true);
    }

    /** Wrong enough to stop at, but not seen to lock out the login in use: an operator may know better. */
    static Finding risk(String id, String message, String remedy) {
        return new Finding(id, error(id, message, remedy), false);
    }

    static Finding warning(String id, String message) {
        return new Finding(id, Diagnostic.warning(message + " [" + id + "]").remedy(page(id)), false);
    }

    static Finding warning(String id, String message, String remedy) {
        return new Finding(id, Diagnostic.warning(message + " [" + id + "]").remedy(remedy + "; " + page(id)), false);
    }

    /**
     * The same as a warning that says who overruled it.
     *
     * @param how such as {@code waived}
     */
    public Diagnostic overruled(String how) {
        if (ownLogin) {
            throw new IllegalStateException(id + " concerns the login in use");
        }
        return new Diagnostic(Severity.WARNING, why.message() + " (" + how + ")", why.place(), why.remedy());
    }

    /** The same, for an operator who accepted what cannot be accepted. */
    public Diagnostic insisted() {
        return new Diagnostic(why.severity(), why.message() + " (cannot be accepted: it is the login in use)",
                why.place(),
                why.remedy());
    }

    private static Diagnostic error(String id, String message, String remedy) {
        return Diagnostic.error(message + " [" + id + "]").remedy(remedy + "; " + page(id));
    }

    /**
     * That sshd itself rejects a configuration. OpenSSH 8.4 finds a misspelt method in a Match block only with {@code -T}, and then it is L8:
     * its {@code -t}, which a reload asks, is content, and the daemon drops every connection.
     *
     * @param complaint what it says
     */
    public static Diagnostic rejected(String message, String complaint) {
        return complaint.contains("nknown authentication method") || complaint.contains("AuthenticationMethods")
                ? error("L8", message, "spell the methods as sshd_config(5) does")
                : Diagnostic.error(message);
    }

    private static String page(String id) {
        return "see docs/guards/" + id + ".md";
    }
}
