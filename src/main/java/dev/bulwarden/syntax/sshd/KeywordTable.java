package dev.bulwarden.syntax.sshd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The table of keywords, read from a resource of this package. */
final class KeywordTable {
    static final KeywordTable TABLE = read();
    private static final int ALWAYS = 9999;

    /** A keyword under one of its names. */
    record Found(Keyword keyword, Keyword.Name name) {}

    private final Map<String, Keyword> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<Found>> byWord = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private KeywordTable(List<Keyword> keywords) {
        for (Keyword keyword : keywords) {
            byName.put(keyword.name(), keyword);
            keyword.names().forEach(name -> byWord.computeIfAbsent(name.word(), _ -> new ArrayList<>())
                    .add(new Found(keyword, name)));
        }
    }

    Collection<Keyword> keywords() {
        return java.util.Collections.unmodifiableCollection(byName.values());
    }

    Optional<Found> in(Dialect dialect, String word) {
        return byWord.getOrDefault(word, List.of()).stream().filter(found -> found.name().in(dialect)).findFirst();
    }

    Optional<Keyword> any(String word) {
        return byWord.getOrDefault(word, List.of()).stream()
                .reduce((one, other) -> one.name().until() > other.name().until() ? one : other).map(Found::keyword);
    }

    Optional<String> spelling(Dialect dialect, Keyword keyword) {
        Optional<String> own = keyword.names().stream().filter(name -> name.in(dialect)).findFirst()
                .map(Keyword.Name::word);
        return own.isPresent() ? own : in(dialect, keyword.name()).map(found -> found.keyword().name());
    }

    Optional<String> nearest(String word) {
        String folded = word.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, Math.min(3, word.length() / 3));
        return byWord.keySet().stream().filter(name -> distance(folded, name.toLowerCase(Locale.ROOT)) <= limit)
                .min(java.util.Comparator.comparingInt(name -> distance(folded, name.toLowerCase(Locale.ROOT))));
    }

    /** Edit distance by Levenshtein. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replace = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static KeywordTable read() {
        try (InputStream stream = KeywordTable.class.getResourceAsStream("keywords.txt")) {
            if (stream == null) {
                throw new IllegalStateException("keywords.txt is missing");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new KeywordTable(text.lines().filter(line -> !line.startsWith("#")).map(KeywordTable::row).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Keyword row(String line) {
        List<String> cells = List.of(line.split(" \\| ", -1));
        if (cells.size() != 7) {
            throw new IllegalStateException("not 7 cells: " + line);
        }
        List<Keyword.Name> names = List.of(cells.get(0).split(" ")).stream().map(KeywordTable::name).toList();
        List<String> merges = List.of(cells.get(1).split(" "));
        Optional<Keyword.Deviation> deviation = merges.size() > 1
                ? Optional.of(deviation(merges.get(1)))
                : Optional.empty();
        List<String> shape = List.of(cells.get(2).split(" "));
        return new Keyword(names.getFirst().word(), names, merge(merges.getFirst()), deviation,
                Shape.named(shape.getFirst()),
                shape.size() > 1 ? List.of(shape.get(1).split(",")) : List.of(), printed(cells.get(3)),
                constant(Keyword.Listing.class, cells.get(4)), constant(Keyword.Standing.class, cells.get(5)),
                cells.get(6));
    }

    private static Keyword.Name name(String text) {
        var match = Pattern.compile("(\\w+):([GM])(?:>=([0-9.]+))?(?:<([0-9.]+))?(\\+kerberos)?").matcher(text);
        if (!match.matches()) {
            throw new IllegalStateException("no name: " + text);
        }
        return new Keyword.Name(match.group(1), match.group(3) == null ? 0 : release(match.group(3)),
                match.group(4) == null ? ALWAYS : release(match.group(4)), match.group(2).equals("M"),
                match.group(5) != null);
    }

    private static Keyword.Merge merge(String text) {
        return constant(Keyword.Merge.class, text);
    }

    private static Keyword.Deviation deviation(String text) {
        var match = Pattern.compile("([a-z-]+)(?:>=([0-9.]+))?<([0-9.]+)").matcher(text);
        if (!match.matches()) {
            throw new IllegalStateException("no deviation: " + text);
        }
        return new Keyword.Deviation(merge(match.group(1)), match.group(2) == null ? 0 : release(match.group(2)),
                release(match.group(3)));
    }

    private static int printed(String cell) {
        return switch (cell) {
            case "yes" -> 0;
            case "no" -> ALWAYS;
            default -> release(cell);
        };
    }

    static int release(String text) {
        String[] parts = text.split("\\.", -1);
        return Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
