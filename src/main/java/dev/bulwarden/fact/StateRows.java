package dev.bulwarden.fact;

import dev.bulwarden.command.Clean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads what a survey tells of earlier transactions. */
final class StateRows {
    private StateRows() {}

    static OwnState state(Answer answer) {
        Row row = answer.one("state", 4);
        SequencedMap<String, String> transactions = new LinkedHashMap<>();
        answer.all("transaction", 2).forEach(each -> transactions.put(id(each.text(0)), each.text(1)));
        List<Row> leases = answer.all("lease", 2);
        if (leases.size() > 1) {
            throw new Garbled("there is more than one lease");
        }
        return new OwnState(row.flag(0), row.lines(1).stream().findFirst(),
                leases.stream().map(StateRows::lease).findFirst(),
                transactions, answer.optional("manifest", 1).map(each -> each.bytes(0)), free(row, 2), free(row, 3));
    }

    private static OwnState.Lease lease(Row row) {
        String phase = row.text(0);
        if (!phase.matches("[a-z]{1,16}")) {
            throw new Garbled("a lease has the phase " + Clean.visible(phase));
        }
        String text = row.text(1).strip();
        id(text.split(" ", 2)[0]);
        return new OwnState.Lease(phase, text);
    }

    private static String id(String text) {
        return TransactionId.of(text)
                .orElseThrow(() -> new Garbled(
                        "/var/lib/bulwarden names a transaction \"" + Clean.visible(text)
                                + "\", which is no transaction id"))
                .text();
    }

    private static long free(Row row, int field) {
        return row.perhaps(field).orElseThrow(() -> new Garbled("free space is not known"));
    }
}
