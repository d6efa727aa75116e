package dev.bulwarden.plan;

import dev.bulwarden.control.Visit;
import dev.bulwarden.syntax.sshd.AddressCells.Cell;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who must get in, from one cell of one network: what sshd says to this visit it says to all of the cell.
 *
 * @param visit the witness
 * @param source the network and its cell; empty: the play names no network, or it is our own connection
 */
record Approach(Visit visit, Optional<Source> source) {
    /**
     * Where it comes from.
     *
     * @param network as the playbook has it
     */
    record Source(String network, Cell cell) {}

    /** Those of one account from one network belong together. */
    boolean beside(Approach other) {
        return source.isPresent() && source.map(Source::network).equals(other.source.map(Source::network))
                && visit.user().equals(other.visit.user());
    }

    /** From where all of these come, of all that belong together: {@code 10.0.0.128/25 (protected from 10.0.0.0/24)}. */
    static String from(List<Approach> these, List<Approach> together) {
        Approach first = these.getFirst();
        return first.source.map(source -> these.size() == together.size()
                ? source.network()
                : Cell.together(these.stream().flatMap(a -> a.source.stream()).map(Source::cell).toList())
                        + " (protected from " + source.network() + ")")
                .orElse(first.visit().address());
    }
}
