package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Both readings of a tree, put together as {@code copy_set_server_options} does. */
final class Evaluation {
    private static final Keyword INTERACTIVE = named("KbdInteractiveAuthentication");
    private static final Keyword CHALLENGE = named("ChallengeResponseAuthentication");

    private static final Keyword TIMEOUTS = Keyword.of("ChannelTimeout").orElseThrow();

    private Evaluation() {}

    private static Keyword named(String word) {
        return new Dialect(8, 4).keyword(word).orElseThrow();
    }

    static Effective of(ConfigTree tree, Dialect dialect, MatchContext context) {
        Pass global = Pass.global(tree, dialect);
        Map<Keyword, Setting> settings = new LinkedHashMap<>(global.settings);
        challenge(dialect, settings);
        noTimeouts(dialect, settings);
        Pass match = Pass.of(tree, dialect, context);
        Set<Diagnostic> problems = new LinkedHashSet<>(global.problems);
        problems.addAll(Requirements.unmet(settings));
        problems.addAll(match.problems);
        if (!dialect.atLeast(10, 3)) {
            problems.addAll(Requirements.crashes(settings, match.settings));
        }
        match.settings.values().stream().filter(setting -> counts(dialect, setting.keyword()))
                .forEach(setting -> settings.merge(setting.keyword(), setting, Setting::under));
        return new Effective(dialect, settings, dead(dialect, global, match, settings), match.matched,
                List.copyOf(problems));
    }

    /**
     * Before 8.7 ChallengeResponseAuthentication, yes by default, turns KbdInteractiveAuthentication on whatever that says (sshd.c, main).
     */
    private static void challenge(Dialect dialect, Map<Keyword, Setting> settings) {
        if (dialect.atLeast(8, 7)) {
            return;
        }
        Optional<Setting> challenge = Optional.ofNullable(settings.get(CHALLENGE));
        boolean off = challenge.filter(setting -> setting.values().equals(List.of("no"))).isPresent();
        if (!off) {
            settings.put(INTERACTIVE, new Setting(INTERACTIVE, Map.of("", List.of("yes")),
                    challenge.map(Setting::origins).orElse(List.of())));
        } else {
            settings.computeIfAbsent(INTERACTIVE, keyword -> new Setting(keyword, Map.of("", List.of("no")),
                    challenge.map(Setting::origins).orElse(List.of())));
        }
    }

    /** A global {@code ChannelTimeout none} is forgotten once it is read, but not one in a Match block (measured on 9.2; 9.3 prints it). */
    private static void noTimeouts(Dialect dialect, Map<Keyword, Setting> settings) {
        if (!dialect.atLeast(9, 3)) {
            settings.computeIfPresent(TIMEOUTS, (keyword, setting) -> setting.values().equals(List.of("none"))
                    ? new Setting(keyword, Map.of("", List.of()), setting.origins())
                    : setting);
        }
    }

    /** What a Match block says of it reaches the connection; SetEnv was forgotten there by 8.4. */
    private static boolean counts(Dialect dialect, Keyword keyword) {
        return keyword.allowedInMatch() && (dialect.atLeast(8, 5) || keyword.shape() != Shape.Many.SETTINGS);
    }

    /** Lines that sshd reads for this connection and that change nothing. */
    private static List<ReadLine> dead(Dialect dialect, Pass global, Pass match, Map<Keyword, Setting> settings) {
        List<ReadLine> dead = new ArrayList<>();
        Set<Origin> deciding = new LinkedHashSet<>();
        settings.values().forEach(setting -> deciding.addAll(setting.origins()));
        Set<Origin> applying = new LinkedHashSet<>();
        List.of(global, match).forEach(pass -> {
            pass.silent.forEach(line -> applying.add(line.origin()));
            pass.settings.values().forEach(setting -> applying.addAll(setting.origins()));
        });
        for (ReadLine line : global.lines) {
            boolean overruled = applying.contains(line.origin()) && !deciding.contains(line.origin());
            if (overruled && line.keyword().live(dialect)) {
                dead.add(line);
            } else if (line.global() && replaced(dialect, line, global) && !deciding.contains(line.origin())) {
                dead.add(line);
            }
        }
        return dead;
    }

    /** A last-wins line that a later one replaced. */
    private static boolean replaced(Dialect dialect, ReadLine line, Pass global) {
        return line.keyword().merge(dialect) == Keyword.Merge.LAST && global.settings.containsKey(line.keyword());
    }

    static List<ReadLine> lines(ConfigTree tree, Dialect dialect) {
        return Pass.global(tree, dialect).lines;
    }
}
