package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Place;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One effective setting before and after, and the lines that decide it.
 *
 * @param context {@code global}, or what {@code sshd -T -C} is asked, as {@code user=root,addr=192.0.2.1}
 * @param keyword as this host's sshd spells it
 * @param before as {@code sshd -T} prints it, one element a line; empty: not printed
 * @param after likewise
 * @param decidedBefore the line that decides it now; empty: the compiled-in default
 * @param decidedAfter the line that will decide it; empty: the compiled-in default
 * @param dead active lines of this keyword that decide nothing afterwards
 */
public record EffectiveRow(String context, String keyword, List<String> before, List<String> after,
        Optional<Place> decidedBefore, Optional<Place> decidedAfter, List<Place> dead) {

    public EffectiveRow {
        Objects.requireNonNull(context, "context is null");
        Objects.requireNonNull(keyword, "keyword is null");
        Objects.requireNonNull(decidedBefore, "decidedBefore is null");
        Objects.requireNonNull(decidedAfter, "decidedAfter is null");
        before = List.copyOf(before);
        after = List.copyOf(after);
        dead = List.copyOf(dead);
    }

    /** The keyword as {@code sshd -T} prints it. */
    public String printed() {
        return keyword.toLowerCase(Locale.ROOT);
    }

    /** Whether the effective value changes. */
    public boolean changes() {
        return !before.equals(after);
    }
}
