package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.journal.Journal;
import dev.bulwarden.journal.RunRecord;
import dev.bulwarden.transaction.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;

/**
 * Who runs what, when and why: an id, and the journal under it.
 *
 * @param id sorted by time, unique
 * @param state the state folder
 */
record Run(String id, Path state, String operator, String reason, Clock clock,
        Journal journal) implements AutoCloseable {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    /** Begins a run that will change hosts. */
    static Run begin(String command, String reason, String plan) throws UserError {
        Map<String, String> environment = System.getenv();
        Clock clock = Clock.systemUTC();
        Path state = StateFolder.open(environment);
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        Instant now = clock.instant();
        String id = STAMP.format(now) + "-" + HexFormat.of().formatHex(random);
        String user = System.getProperty("user.name");
        String controller = controller();
        try {
            Journal journal = Journal.begin(state, new RunRecord.Begun(now, id, command, user,
                    environment.getOrDefault("SUDO_USER", ""), controller, reason, plan));
            return new Run(id, state, environment.getOrDefault("SUDO_USER", user) + "@" + controller, reason, clock,
                    journal);
        } catch (IOException e) {
            throw new UserError(Diagnostic.error("the journal cannot be begun in " + state + ": " + Inputs.reason(e))
                    .remedy("make it writable for this user, or name another with BULWARDEN_STATE"));
        }
    }

    /** What a host is told about who changes it. A run changes a host once, so the run's id names the transaction there, too. */
    Request.Who who() {
        return new Request.Who(id, id, operator, reason, clock.instant());
    }

    private static String controller() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // the machine does not know its own name; the journal says no more than that
        }
    }

    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the journal cannot be closed", e);
        }
    }
}
