package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Command;
import java.util.Optional;

/**
 * The text sent to a bare {@code sh}, and the marks by which its answer is told from anything else a login prints.
 *
 * <p>On both outputs the host prints {@code TOKEN hello} when sh reads us, {@code TOKEN begin} when {@code main} starts and
 * {@code TOKEN end STATUS} when it has ended, each on a line of its own; a line {@code TOKEN user UID} means that sh is not root though it
 * should be. The call of {@code main} and its data are one compound command: sh runs it only when it has read it to its end, so that a
 * link lost half-way runs nothing. {@code main} runs in a subshell, so that it may exit; the frame's end is printed by a trap, so that it
 * does not depend on the script's {@code set -e}. The data is a quoted here-document: sh has read all of it before {@code main} starts,
 * and whatever dash reads ahead is lost to nobody.
 *
 * @param token random, unknown to the host until it reads the script
 */
record Frame(String token) {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * The first lines to send: sh says that it is there. A start-up file of the login's that reads its input takes the first of them, and the
     * next one tells; nothing else is to be sent then.
     */
    String greeting() {
        return """
                bulwarden=hello
                printf '\\n%s %s\\n' TOKEN "${bulwarden-eaten}"
                printf '\\n%s %s\\n' TOKEN "${bulwarden-eaten}" >&2
                """.replace("TOKEN", token);
    }

    /** Whether the host has said that the greeting's beginning was read by another than sh. */
    boolean eaten(String text) {
        return text.contains(mark("eaten\n"));
    }

    /** What to send: first the greeting, then the rest of it. */
    String text(Command command, boolean asRoot) {
        return greeting() + rest(command, asRoot);
    }

    /** What to send when sh has said hello, or is known to. */
    String rest(Command command, boolean asRoot) {
        if (command.data().contains(token)) {
            throw new IllegalArgumentException("the data of " + command.name() + " contains a random token");
        }
        return head() + command.script() + "{\n" + (asRoot ? unlessRoot() : "") + begin() + "( main ) <<'" + token
                + "'\n"
                + command.data() + token + "\n}\n";
    }

    /**
     * What to send to a script that becomes a server. Its {@code main} has the channel itself for standard input; the data is to be sent
     * when {@code TOKEN begin} has come, for the shell may have read ahead until then. After that mark both outputs are the server's alone.
     */
    String server(Command command) {
        return greeting() + head() + command.script() + "{\n" + unlessRoot() + """
                printf '\\n%s begin\\n' TOKEN >&2
                printf '\\n%s begin\\n' TOKEN
                main
                exit
                }
                """.replace("TOKEN", token);
    }

    /** Where the server's own output begins in this one; -1 before it does. */
    int served(String text) {
        int begin = text.indexOf(mark("begin\n"));
        return begin < 0 ? -1 : begin + mark("begin\n").length();
    }

    private String head() {
        return """
                PATH=SEARCH LC_ALL=C
                export PATH LC_ALL
                """.replace("SEARCH", PATH);
    }

    private String unlessRoot() {
        return """
                if [ "$(id -u)" != 0 ]; then
                printf '\\n%s user %s\\n' TOKEN "$(id -u)"
                exit 0
                fi
                """.replace("TOKEN", token);
    }

    private String begin() {
        return """
                trap 'set -- "$?"; printf "\\n%s end %d\\n" TOKEN "$1"; printf "\\n%s end %d\\n" TOKEN "$1" >&2' EXIT
                printf '\\n%s begin\\n' TOKEN
                printf '\\n%s begin\\n' TOKEN >&2
                """.replace("TOKEN", token);
    }

    /**
     * What came back on one output from the first mark on.
     *
     * @param hello whether sh has read us
     * @param begun whether {@code main} was started
     * @param status with which {@code main} ended; empty if the end is missing
     * @param body what {@code main} printed, or where it did not start, what sh said instead
     * @param user the user id sh ran as, where it should have been root and was not
     */
    record Answer(boolean hello, boolean begun, Optional<Integer> status, String body, Optional<String> user) {}

    /** Reads one output. */
    Answer read(String text) {
        int hello = text.indexOf(mark("hello\n"));
        if (hello < 0) {
            return new Answer(false, false, Optional.empty(), "", Optional.empty());
        }
        int afterHello = hello + mark("hello\n").length();
        int begin = text.indexOf(mark("begin\n"), afterHello);
        if (begin < 0) {
            return new Answer(true, false, Optional.empty(), text.substring(afterHello), user(text, afterHello));
        }
        int start = begin + mark("begin\n").length();
        int end = text.lastIndexOf(mark("end "));
        if (end < start) {
            return new Answer(true, true, Optional.empty(), text.substring(start), Optional.empty());
        }
        return new Answer(true, true, status(text, end), text.substring(start, end), Optional.empty());
    }

    private Optional<Integer> status(String text, int end) {
        int from = end + mark("end ").length();
        int to = text.indexOf('\n', from);
        String number = to < 0 ? "" : text.substring(from, to);
        return number.matches("[0-9]{1,3}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }

    private Optional<String> user(String text, int from) {
        int user = text.indexOf(mark("user "), from);
        int to = user < 0 ? -1 : text.indexOf('\n', user + 1);
        return to < 0 ? Optional.empty() : Optional.of(text.substring(user + mark("user ").length(), to));
    }

    /** The first bytes of any mark; what comes before the first of them is noise of the login. */
    String start() {
        return mark("");
    }

    /** The most bytes the marks of one output take. */
    int overhead() {
        return 3 * mark("hello 255\n").length();
    }

    private String mark(String words) {
        return "\n" + token + " " + words;
    }
}
