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
 * @param remark what else must be said: why it is waived, by whom and until when, or why it is not known; or nothing
 */
public record Evidence(Item item, Verdict verdict, String wanted, String found, Optional<Place> decidedBy,
        Optional<String> remark) {

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
        WAIVED,
        /** It could not be found out whether it holds for every login. */
        NOT_KNOWN
    }

    public Evidence {
        Objects.requireNonNull(item, "item is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(wanted, "wanted is null");
        Objects.requireNonNull(found, "found is null");
        Objects.requireNonNull(decidedBy, "decidedBy is null");
        Objects.requireNonNull(remark, "remark is null");
    }

    /** About which nothing else must be said. */
    public Evidence(Item item, Verdict verdict, String wanted, String found, Optional<Place> decidedBy) {
        this(item, verdict, wanted, found, decidedBy, Optional.empty());
    }

    /** The same with another verdict, and why. */
    public Evidence as(Verdict other, String why) {
        return new Evidence(item, other, wanted, found, decidedBy, Optional.of(why));
    }
}
