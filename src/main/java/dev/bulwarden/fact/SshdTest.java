package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;

/**
 * What one run of {@code sshd -T} said.
 *
 * @param context the argument of {@code -C}, as {@code user=root,host=192.0.2.1,addr=192.0.2.1,laddr=192.0.2.11,lport=22}; empty: no
 *     {@code -C}
 * @param status exit status; 0 means it accepts the configuration
 * @param out the dump, one char a byte
 * @param err complaints, one char a byte; any is a finding even when the status is 0
 */
public record SshdTest(String context, int status, String out, String err) {
    public SshdTest {
        Objects.requireNonNull(context, "context is null");
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(err, "err is null");
    }

    /** Complaints that a run over earlier files did not have; at which line they are is no matter. One rule for plans and transactions. */
    public List<String> complaintsBeyond(SshdTest earlier) {
        List<String> old = earlier.err.lines().map(SshdTest::withoutLine).toList();
        return err.lines().filter(line -> !line.isBlank() && !old.contains(withoutLine(line))).toList();
    }

    private static String withoutLine(String complaint) {
        return complaint.replaceAll("line [0-9]+", "line");
    }

    /** Whether sshd accepts the configuration and has nothing to complain about. */
    public boolean clean() {
        return status == 0 && err.isBlank();
    }
}
