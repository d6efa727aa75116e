package dev.bulwarden.change;

import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.playbook.Item;
import java.util.Objects;
import java.util.Optional;

/**
 * What a host shows about one item.
 *
 * @param item what was asked, with its references
 * @param verdict whether it holds
 * @param wanted what was asked for, as a user would write it
 * @param found what is there, as sshd or the file says it
 * @param decidedBy the line of the host's files that decides it, if one does
 */
public record Evidence(Item item, Verdict verdict, String wanted, String found, Optional<Place> decidedBy) {

    /** Whether an item holds on a host. */
    public enum Verdict {
        /** Holds, and an active line says so. */
        PASS,
        /** Holds because the compiled-in default agrees; no line says so. */
        PASS_BY_DEFAULT,
        /** Does not hold. */
        FAIL,
        /** This host has nothing the item could apply to. */
        NOT_APPLICABLE,
        /** Left alone on this host, for a reason somebody answers for. */
        WAIVED
    }

    public Evidence {
        Objects.requireNonNull(item, "item is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(wanted, "wanted is null");
        Objects.requireNonNull(found, "found is null");
        Objects.requireNonNull(decidedBy, "decidedBy is null");
    }

    /** The same with another verdict. */
    public Evidence as(Verdict other) {
        return new Evidence(item, other, wanted, found, decidedBy);
    }
}
