package dev.bulwarden.control;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.Effective;
import dev.bulwarden.syntax.sshd.MatchContext;
import dev.bulwarden.syntax.sshd.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code sshd -T} is expected to print for one context, and why.
 *
 * @param dump to the letter what is printed
 * @param values the same, and what is set but never printed by this release, by lower-case keyword
 * @param deciding the lines that decide a keyword; none: the compiled-in default
 * @param dead active lines that would set it and do not
 * @param problems why sshd would refuse the files
 */
public record Prediction(Dump dump, SortedMap<String, List<String>> values, Map<String, List<Place>> deciding,
        Map<String, List<Place>> dead, List<Diagnostic> problems) {
    public Prediction {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        deciding = Collections.unmodifiableMap(new LinkedHashMap<>(deciding));
        dead = Collections.unmodifiableMap(new LinkedHashMap<>(dead));
        problems = List.copyOf(problems);
    }

    static Prediction of(SshdTree tree, MatchContext context) {
        Effective effective = tree.config().evaluate(tree.dialect(), context);
        Dump dump = effective.over(tree.defaults(), tree.supported());
        SortedMap<String, List<String>> values = new TreeMap<>(dump.values());
        Map<String, List<Place>> deciding = new LinkedHashMap<>();
        effective.settings().forEach((keyword, setting) -> {
            if (keyword.live(tree.dialect()) && !keyword.printed(tree.dialect())) {
                values.putIfAbsent(tree.printedName(keyword), setting.values());
            }
            deciding.put(tree.printedName(keyword), setting.origins().stream().map(Origin::place).toList());
        });
        Map<String, List<Place>> dead = new LinkedHashMap<>();
        effective.dead().forEach(line -> dead.computeIfAbsent(tree.printedName(line.keyword()), _ -> new ArrayList<>())
                .add(line.origin().place()));
        return new Prediction(dump, values, deciding, dead, effective.problems());
    }

    /** Empty: sshd prints no line for it, or it is unset and never printed. */
    public List<String> value(String printed) {
        return values.getOrDefault(printed, List.of());
    }

    public Optional<Place> decidedBy(String printed) {
        return deciding.getOrDefault(printed, List.of()).stream().findFirst();
    }
}
