package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One reading of the tree by {@code parse_server_config_depth}. sshd reads twice: first everything global, every line being checked; then for a
 * connection, what stands in Match blocks that it matches.
 */
final class Pass {
    private static final int DEPTH = 16;
    private static final String KEYS = "AuthorizedKeysCommand";
    private static final String PRINCIPALS = "AuthorizedPrincipalsCommand";

    private final ConfigTree tree;
    private final Dialect dialect;
    private final Optional<MatchContext> context;
    final Map<Keyword, Setting> settings = new LinkedHashMap<>();
    final List<ReadLine> lines = new ArrayList<>();
    final List<ReadLine> silent = new ArrayList<>();
    final List<Origin> matched = new ArrayList<>();
    final List<Diagnostic> problems = new ArrayList<>();
    private boolean active;
    private Optional<Origin> block = Optional.empty();

    private Pass(ConfigTree tree, Dialect dialect, Optional<MatchContext> context) {
        this.tree = tree;
        this.dialect = dialect;
        this.context = context;
        this.active = context.isEmpty();
    }

    /** The first reading. */
    static Pass global(ConfigTree tree, Dialect dialect) {
        return run(new Pass(tree, dialect, Optional.empty()));
    }

    /** The second reading. */
    static Pass of(ConfigTree tree, Dialect dialect, MatchContext context) {
        return run(new Pass(tree, dialect, Optional.of(context)));
    }

    private static Pass run(Pass pass) {
        pass.read(pass.tree.mainFile(), false, pass.context.isPresent(), 0);
        return pass;
    }

    /**
     * @param never Match lines of this file match nothing: it is included from a block that does not apply
     * @param awaiting no Match line has been met yet in the second reading, so a Match line in an included file counts
     */
    private void read(SshdConfig config, boolean never, boolean awaiting, int depth) {
        boolean waits = awaiting;
        for (int i = 0; i < config.size(); i++) {
            if (!(seen(config.line(i)) instanceof Line.Directive directive)) {
                continue;
            }
            var origin = new Origin(config.path(), i);
            var found = KeywordTable.TABLE.in(dialect, directive.keyword());
            if (dialect.splitsLikeAShell() && directive.rest().isEmpty()) {
                problem(origin, directive.keyword() + " has no value");
            } else if (dialect.splitsLikeAShell() && Arguments.shell(directive.rest()).broken()) {
                problem(origin, directive.keyword() + " has a quote that is not closed");
            } else if (found.isEmpty()) {
                unknown(origin, directive);
            } else if (found.get().keyword().shape() == Shape.Structure.MATCH) {
                match(origin, directive, never);
                waits = false;
                lines.add(new ReadLine(origin, directive, found.get().keyword(), block));
            } else if (found.get().keyword().shape() == Shape.Structure.INCLUDE) {
                lines.add(new ReadLine(origin, directive, found.get().keyword(), block));
                include(origin, directive, waits, depth);
            } else {
                lines.add(new ReadLine(origin, directive, found.get().keyword(), block));
                setting(found.get(), origin, directive);
            }
        }
    }

    /** Before 8.7 the first {@code #} ends the line, wherever it stands. */
    private Line seen(Line line) {
        int hash = line.content().indexOf('#');
        return dialect.splitsLikeAShell() || hash < 0
                ? line
                : LineReader.line(line.content().substring(0, hash), line.eol());
    }

    private void unknown(Origin origin, Line.Directive directive) {
        String word = directive.keyword();
        Diagnostic plain = Diagnostic.error(origin.place(), dialect + " knows no keyword " + word);
        problems.add(Keyword.nearest(word).filter(name -> !name.equalsIgnoreCase(word))
                .map(name -> plain.remedy("did you mean " + name + "?")).orElse(plain));
    }

    private void match(Origin origin, Line.Directive directive, boolean never) {
        Criteria criteria = Criteria.of(dialect, directive.rest());
        criteria.problem().ifPresent(why -> problem(origin, why));
        boolean port = criteria.tests().stream().anyMatch(test -> test.name().equals("localport"));
        if (!never && port && context.filter(c -> c.localPort().isEmpty()).isPresent()) {
            problem(origin, "Match LocalPort cannot be decided without the local port");
        }
        boolean all = criteria.tests().stream().allMatch(test -> test.name().equals("all"));
        active = !never && criteria.problem().isEmpty()
                && context.map(c -> criteria.met(dialect, c)).orElse(all);
        block = Optional.of(origin);
        if (active) {
            matched.add(origin);
        }
    }

    private void include(Origin origin, Line.Directive directive, boolean waits, int depth) {
        Arguments arguments = Arguments.of(dialect, directive.rest());
        if (arguments.words().isEmpty() || (arguments.broken() && dialect.splitsLikeAShell())) {
            problem(origin, "Include names no file");
            return;
        }
        boolean before = active;
        Optional<Origin> around = block;
        for (String pattern : arguments.words()) {
            for (String path : tree.included(pattern)) {
                if (depth + 1 >= DEPTH) {
                    problem(origin, "Include goes deeper than " + DEPTH + " files");
                    return;
                }
                tree.file(path).ifPresent(file -> read(file, !waits && !before, waits, depth + 1));
                active = before;
                block = around;
            }
        }
    }

    private void setting(KeywordTable.Found found, Origin origin, Line.Directive directive) {
        Keyword keyword = found.keyword();
        boolean unread = !active && !found.name().inMatch();
        if (unread && context.isEmpty()) {
            problem(origin, directive.keyword() + " is not allowed within a Match block");
            return;
        }
        if (unread) {
            return;
        }
        Reading reading = Reading.read(dialect, keyword, directive.rest());
        if (reading.problem().isPresent() && passedOver(keyword, directive)) {
            return;
        }
        reading.problem().ifPresent(why -> problem(origin, why));
        Setting before = settings.getOrDefault(keyword, new Setting(keyword, Map.of(), List.of()));
        if (anyTooLate(before, reading)) {
            problem(origin, keyword + " any must stand alone, also behind an earlier " + keyword);
            return;
        }
        if (!active || reading.problem().isPresent()) {
            return;
        }
        if (keyword.shape() == Shape.Compound.SUBSYSTEM && !dialect.atLeast(9, 5)
                && before.parts().keySet().containsAll(reading.parts().keySet())) {
            problem(origin, "Subsystem " + String.join("", reading.parts().keySet()) + " is already defined");
            return;
        }
        if (keyword.name().equals(PRINCIPALS) && dialect.dropsPrincipalsCommand()
                && settings.keySet().stream().anyMatch(set -> set.name().equals(KEYS))) {
            silent.add(lines.getLast());
            return;
        }
        Setting after = before.and(dialect, reading.parts(), origin);
        if (after.origins().contains(origin)) {
            settings.put(keyword, after);
        } else if (keyword.live(dialect)) {
            silent.add(lines.getLast());
        }
    }

    /** Before 8.7 the path of a command is only looked at where it decides. */
    private boolean passedOver(Keyword keyword, Line.Directive directive) {
        return keyword.shape() == Shape.Whole.COMMAND && !dialect.splitsLikeAShell() && !directive.rest().isEmpty()
                && (!active || settings.containsKey(keyword));
    }

    /** From 8.7 to 9.6 sshd refuses {@code any} once a list is set, even in a block that does not apply (measured on 9.2). */
    private boolean anyTooLate(Setting before, Reading reading) {
        return before.keyword().shape() == Shape.Many.METHODS && dialect.splitsLikeAShell() && !dialect.atLeast(9, 7)
                && !before.values().isEmpty() && reading.parts().containsValue(List.of("any"));
    }

    private void problem(Origin origin, String why) {
        problems.add(Diagnostic.error(origin.place(), why));
    }
}
