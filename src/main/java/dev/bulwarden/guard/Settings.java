package dev.bulwarden.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Effective settings as {@code sshd -T} prints them, real or predicted.
 *
 * @param values by lower-case keyword, one element a printed line
 */
public record Settings(Map<String, List<String>> values) {
    public Settings {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((keyword, lines) -> copy.put(keyword.toLowerCase(Locale.ROOT), List.copyOf(lines)));
        values = Collections.unmodifiableMap(copy);
    }

    /** Every printed line of a keyword; none when it is not printed. */
    List<String> lines(String keyword) {
        return values.getOrDefault(keyword, List.of());
    }

    /** The one value of a keyword; empty text when it is not printed. */
    String value(String keyword) {
        List<String> lines = lines(keyword);
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    boolean is(String keyword, String value) {
        return value(keyword).equalsIgnoreCase(value);
    }

    /** The words of every line of a list keyword. */
    List<String> words(String keyword) {
        List<String> words = new ArrayList<>();
        for (String line : lines(keyword)) {
            for (String word : line.split(" ", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }
}
