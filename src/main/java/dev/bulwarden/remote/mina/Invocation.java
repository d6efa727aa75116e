package dev.bulwarden.remote.mina;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The exec word: a bare {@code sh}, under {@code timeout} so that a script whose channel has gone dies, as root where asked. It holds no
 * value, and only characters that mean the same to sh, csh and fish.
 *
 * @param word what the login shell is given
 * @param conversation how sudo asks for its password; null when it must not ask
 */
record Invocation(String word, @Nullable SudoConversation conversation) {
    private static final int KILL_AFTER = 5;

    /** sh as the login itself. */
    static Invocation plain(Duration time) {
        return new Invocation(shell(time), null);
    }

    /** sh as root by a sudo that must not ask: it fails instead. */
    static Invocation sudo(Duration time) {
        return new Invocation("sudo -n " + shell(time), null);
    }

    /**
     * sh as root by a sudo that may ask. With NOPASSWD it does not, and the password line would go to sh as a command; so the inner sh says
     * that it is there, and the password is sent only when sudo has asked. The prompt comes by the environment: one given with {@code -p}
     * would also hide what a PAM module asks in its own words.
     */
    static Invocation sudoWithPassword(Duration time, String token, char[] password) {
        var conversation = new SudoConversation(token, password);
        return new Invocation(
                "env SUDO_PROMPT=" + conversation.question() + ":%p: sudo -S -k sh -c 'echo " + conversation.ready()
                        + " >&2; exec " + shell(time) + "'",
                conversation);
    }

    /** Whether sudo is to make the login root. */
    boolean bySudo() {
        return word.contains("sudo ");
    }

    private static String shell(Duration time) {
        return "timeout -k " + KILL_AFTER + " " + Math.max(1, time.toSeconds()) + " sh";
    }

    @Override
    public String toString() {
        return word;
    }
}
