package dev.bulwarden.fact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads what a survey tells of earlier transactions. */
final class StateRows {
    private StateRows() {}

    static OwnState state(Answer answer) {
        Row row = answer.one("state", 4);
        SequencedMap<String, String> transactions = new LinkedHashMap<>();
        answer.all("transaction", 2).forEach(each -> transactions.put(each.text(0), each.text(1)));
        List<Row> leases = answer.all("lease", 2);
        if (leases.size() > 1) {
            throw new Garbled("there is more than one lease");
        }
        return new OwnState(row.flag(0), row.lines(1).stream().findFirst(),
                leases.stream().map(each -> new OwnState.Lease(each.text(0), each.text(1).strip())).findFirst(),
                transactions, answer.optional("manifest", 1).map(each -> each.bytes(0)), free(row, 2), free(row, 3));
    }

    private static long free(Row row, int field) {
        return row.perhaps(field).orElseThrow(() -> new Garbled("free space is not known"));
    }
}
