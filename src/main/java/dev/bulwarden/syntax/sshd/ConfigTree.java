package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The main file and every file it may include, by path.
 *
 * @param main the file sshd starts with
 * @param files all that is known, read or not; Include patterns are matched against their paths
 */
public record ConfigTree(String main, SortedMap<String, SshdConfig> files) {
    private static final String FOLDER = "/etc/ssh/";

    public ConfigTree {
        Objects.requireNonNull(main, "main is null");
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        if (!files.containsKey(main)) {
            throw new IllegalArgumentException("no file " + main);
        }
        files.forEach((path, config) -> {
            if (!path.equals(config.path())) {
                throw new IllegalArgumentException(config.path() + " is filed as " + path);
            }
        });
    }

    /** From texts by path. */
    public static ConfigTree of(String main, Map<String, String> texts) {
        SortedMap<String, SshdConfig> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, SshdConfig.parse(path, text)));
        return new ConfigTree(main, files);
    }

    public SshdConfig mainFile() {
        return Objects.requireNonNull(files.get(main), "the main file is missing");
    }

    public Optional<SshdConfig> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The same with a file added or replaced. */
    public ConfigTree with(SshdConfig config) {
        SortedMap<String, SshdConfig> changed = new TreeMap<>(files);
        changed.put(config.path(), config);
        return new ConfigTree(main, changed);
    }

    /** The same without a file. */
    public ConfigTree without(String path) {
        SortedMap<String, SshdConfig> changed = new TreeMap<>(files);
        changed.remove(path);
        return new ConfigTree(main, changed);
    }

    /** The files an Include argument names, in the order sshd reads them; none is no error. */
    public List<String> included(String pattern) {
        return Glob.expand(absolute(pattern), files.keySet());
    }

    /** Relative patterns lie in {@code /etc/ssh}, whatever file names them. */
    public static String absolute(String pattern) {
        return pattern.startsWith("/") || pattern.startsWith("~") ? pattern : FOLDER + pattern;
    }

    /** What sshd makes of it for a connection. */
    public Effective evaluate(Dialect dialect, MatchContext context) {
        return Evaluation.of(this, dialect, context);
    }

    /**
     * Algorithms that lines name and the binary does not have, for which sshd refuses the tree.
     *
     * @param supported by {@code ssh -Q} name (cipher, mac, kex, key-sig, sig); a kind that is missing is not judged
     */
    public List<Diagnostic> unsupported(Dialect dialect, Map<String, List<String>> supported) {
        return Requirements.unsupported(dialect, reading(dialect), supported);
    }

    /** Every line sshd reads, in that order, Include lines before what they include. */
    public List<ReadLine> reading(Dialect dialect) {
        return Evaluation.lines(this, dialect);
    }

    /**
     * Every list that the address of a connection is held against, in criteria of Match lines and in AllowUsers and DenyUsers, as far as it
     * matters to this user at this place of the server; the context's own address does not count.
     */
    public List<AddressList> addressLists(Dialect dialect, MatchContext context) {
        List<AddressList> lists = new ArrayList<>();
        for (ReadLine line : reading(dialect)) {
            if (line.directive().isMatch()) {
                Criteria criteria = Criteria.of(dialect, line.directive().rest());
                lists.addAll(criteria.metFromSomewhere(dialect, context) ? criteria.addressLists() : List.of());
            } else if (line.keyword().shape() == Shape.Many.USERS) {
                Arguments.of(dialect, line.directive().rest()).words().stream()
                        .map(word -> UserPattern.of(dialect, word))
                        .filter(pattern -> context.user().filter(pattern::names).isPresent())
                        .flatMap(pattern -> pattern.hosts().stream()).forEach(lists::add);
            }
        }
        return lists.stream().distinct().toList();
    }

    /** The classes that some of its Match lines sort all logins into. */
    public LoginClasses loginClasses(Dialect dialect, Set<Origin> matchLines, LoginClasses.Population population) {
        return LoginClasses.of(this, dialect, matchLines, population);
    }
}
