package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in what {@code sshd -e} says why it turned a login away. */
final class ServerLog {
    private static final int MOST = 2;
    /** What it also says when all is well, and what only says that we left. */
    private static final Pattern USUAL = Pattern.compile(
            "(Connection (from|closed|reset)|Accepted |Starting session|Close session|Closing connection|Transferred:"
                    + "|Received disconnect|Disconnected from|input_userauth_request|User child is on|Postponed "
                    + "|Server listening|Received signal|Exiting on signal|userauth_pubkey: key type|Could not get shadow).*");
    private static final Pattern CONSEQUENCE = Pattern.compile("(Failed |fatal: Access denied|error: maximum auth).*");

    private ServerLog() {}

    /**
     * At most two of the last lines that tell why, cleaned; empty if none does.
     *
     * @param log one char a byte
     */
    static String reason(String log) {
        List<String> telling = log.lines().map(Clean::line)
                .map(line -> line.replaceAll(" ?\\[(preauth|postauth)]$", ""))
                .filter(line -> !line.isEmpty() && !USUAL.matcher(line).matches()).distinct().toList();
        List<String> causes = telling.stream().filter(line -> !CONSEQUENCE.matcher(line).matches()).toList();
        List<String> shown = causes.isEmpty() ? telling : causes;
        return String.join(" / ", shown.subList(Math.max(0, shown.size() - MOST), shown.size()));
    }
}
