package dev.bulwarden.transaction;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.TransactionId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The truth: what a host says of the transactions it knows.
 *
 * @param lease the one that holds the host
 * @param entries all of them, by id
 */
public record HostTransactions(Optional<Lease> lease, List<Entry> entries) {
    /** Nothing was ever done there. */
    public static final HostTransactions NONE = new HostTransactions(Optional.empty(), List.of());

    /**
     * A transaction that is not decided.
     *
     * @param phase how far it came: taken, installing, installed, reloading, reloaded, restoring
     * @param armed whether the dead-man's switch is waiting
     * @param left how long until it acts, by the host's own steady clock; zero: its time is over
     * @param disk whether the files are old, new or mixed
     * @param who who began it; may be empty
     */
    public record Lease(String transaction, String phase, boolean armed, Duration left, String disk, String who) {
        public Lease {
            Objects.requireNonNull(transaction, "transaction is null");
            Objects.requireNonNull(phase, "phase is null");
            Objects.requireNonNull(left, "left is null");
            Objects.requireNonNull(disk, "disk is null");
            Objects.requireNonNull(who, "who is null");
        }
    }

    /**
     * A transaction and what became of it.
     *
     * @param verdict {@code applied}, {@code restored-…}, {@code untouched}, or {@code none}
     */
    public record Entry(String transaction, String verdict, String who) {
        public Entry {
            Objects.requireNonNull(transaction, "transaction is null");
            Objects.requireNonNull(verdict, "verdict is null");
            Objects.requireNonNull(who, "who is null");
        }

        /** Whether it was never decided. */
        boolean open() {
            return verdict.equals("none");
        }
    }

    public HostTransactions {
        Objects.requireNonNull(lease, "lease is null");
        entries = List.copyOf(entries);
    }

    /** Who began a transaction; empty when the host does not know. */
    String who(String transaction) {
        return entries.stream().filter(e -> e.transaction().equals(transaction)).map(Entry::who).findFirst().orElse("");
    }

    /** Reads what the verb {@code status} says. */
    static Checked<HostTransactions> read(Reply reply) {
        return switch (reply) {
            case Reply.Done(var lines, var _) -> read(lines);
            case Reply.Refused(var why) -> Checked.rejected(Diagnostic.error(why));
            case Reply.Failed(var why) -> Checked.rejected(Diagnostic.error(why));
        };
    }

    private static Checked<HostTransactions> read(List<String> lines) {
        Optional<Lease> lease = Optional.empty();
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words.length > 1 && TransactionId.of(words[1]).isEmpty()) {
                return Checked.rejected(Diagnostic.error("the host names a transaction \"" + Clean.line(words[1])
                        + "\", which is no transaction id").remedy(
                                "nothing is done about it; look into /var/lib/bulwarden there: its folders are transactions"));
            }
            if (words[0].equals("lease") && words.length == 7 && lease.isEmpty()) {
                lease = Optional.of(new Lease(words[1], Clean.line(words[2]), words[3].equals("waiting"),
                        left(words[4]), Clean.line(words[5]), decode(words[6])));
            } else if (words[0].equals("transaction") && words.length == 4) {
                entries.add(new Entry(words[1], Clean.line(words[2]), decode(words[3])));
            } else {
                return Checked.rejected(
                        Diagnostic.error("what the host says of its transactions is garbled: " + Clean.line(line)));
            }
        }
        return Checked.accepted(new HostTransactions(lease, entries));
    }

    private static Duration left(String seconds) {
        return seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    private static String decode(String base64) {
        try {
            return Clean.line(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
