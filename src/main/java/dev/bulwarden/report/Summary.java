package dev.bulwarden.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts hosts by how they ended and says so in one line. Not for several threads. */
final class Summary {
    /** How a host ended, mildest first. */
    enum Word {
        UNCHANGED, TO_CHANGE, APPLIED, PASSED, NOT_STARTED, REFUSED, BLOCKED, UNREACHABLE, FAILED, ROLLED_BACK,
        IN_DOUBT, STRANDED;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Style style;
    private final Map<Word, Integer> counts = new EnumMap<>(Word.class);

    Summary(Style style) {
        this.style = style;
    }

    void count(Word word) {
        counts.merge(word, 1, Integer::sum);
    }

    /** Such as {@code 3 hosts: 2 applied, 1 unreachable}. */
    String line() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<String> parts = counts.entrySet().stream()
                .map(e -> paint(e.getKey(), e.getValue() + " " + e.getKey().text()))
                .toList();
        return style.bold(all + (all == 1 ? " host" : " hosts"))
                + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private String paint(Word word, String text) {
        return switch (word) {
            case UNCHANGED, APPLIED, PASSED -> style.green(text);
            case TO_CHANGE, NOT_STARTED -> style.yellow(text);
            case REFUSED, BLOCKED, UNREACHABLE, FAILED, ROLLED_BACK, IN_DOUBT, STRANDED -> style.red(text);
        };
    }
}
