package dev.bulwarden.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The "did you mean" of every error about a name. */
public final class Nearest {
    private Nearest() {}

    /** The known name that is closest to a wrong one, if any is close enough to be what was meant. Case does not count. */
    public static Optional<String> to(String wrong, Collection<String> known) {
        String folded = wrong.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(1, folded.length() / 3);
        record Candidate(String name, int distance) {}
        return known.stream().map(k -> new Candidate(k, distance(folded, k.toLowerCase(Locale.ROOT))))
                .filter(c -> c.distance <= tolerance && c.distance < c.name.length())
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** {@code did you mean NAME?}, or the names there are when none is near and they are few, or nothing. */
    public static Optional<String> remedy(String wrong, Collection<String> known) {
        return to(wrong, known).map(k -> "did you mean " + k + "?").or(() -> known.isEmpty() || known.size() > 16
                ? Optional.empty()
                : Optional.of("known: " + String.join(", ", known)));
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > Math.max(1, a.length() / 3)) {
            return Integer.MAX_VALUE;
        }
        List<int[]> rows = new ArrayList<>();
        rows.add(IntStream.rangeClosed(0, b.length()).toArray());
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(rows.get(i - 1)[j] + 1, row[j - 1] + 1),
                        rows.get(i - 1)[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], rows.get(i - 2)[j - 2] + 1);
                }
            }
            rows.add(row);
        }
        return rows.getLast()[b.length()];
    }
}
