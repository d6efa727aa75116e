package dev.bulwarden.control;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OpenSsh.Offers;
import dev.bulwarden.fact.OpenSshVersion;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.syntax.sshd.AddressList;
import dev.bulwarden.syntax.sshd.ConfigTree;
import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.Line;
import dev.bulwarden.syntax.sshd.LoginClasses;
import dev.bulwarden.syntax.sshd.MatchBlock;
import dev.bulwarden.syntax.sshd.MatchContext;
import dev.bulwarden.syntax.sshd.Origin;
import dev.bulwarden.syntax.sshd.ReadLine;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The files sshd reads on one host, with what they mean there. Immutable; an edit gives another tree.
 *
 * @param dialect what the host's release makes of them
 * @param config the files
 * @param defaults what sshd prints over an empty file
 * @param supported by {@code ssh -Q} name what the binaries offer
 */
public record SshdTree(Dialect dialect, ConfigTree config, Dump defaults, Map<String, List<String>> supported) {
    public SshdTree {
        Objects.requireNonNull(dialect, "dialect is null");
        Objects.requireNonNull(config, "config is null");
        Objects.requireNonNull(defaults, "defaults is null");
        supported = Map.copyOf(supported);
    }

    /** The tree as surveyed. */
    public static SshdTree of(HostFacts.Server server) {
        OpenSshVersion version = server.software().version().orElseThrow();
        Map<String, String> texts = new LinkedHashMap<>();
        server.config().files().forEach((path, file) -> {
            if (!path.startsWith("/etc/pam.d/")) {
                texts.put(path, file.bytes());
            }
        });
        Dump defaults = Dump.parse(server.defaults().out());
        return new SshdTree(new Dialect(version.major(), version.minor()).builtAs(defaults),
                ConfigTree.of(server.daemon().options().config(), texts), defaults,
                known(server.software().offers()));
    }

    /** A host without the ssh client, as Debian 14 installs a server, tells of no algorithms; that is not to have none. */
    private static Map<String, List<String>> known(Offers offers) {
        Map<String, List<String>> lists = new LinkedHashMap<>(
                Map.of("kex", offers.kex(), "cipher", offers.ciphers(), "mac", offers.macs(), "key-sig",
                        offers.hostKey(), "sig", offers.caSignature()));
        lists.values().removeIf(List::isEmpty);
        return lists;
    }

    /** A file; an empty one where there is none. */
    public SshdConfig file(String path) {
        return config.file(path).orElseGet(() -> SshdConfig.parse(path, ""));
    }

    public SshdConfig mainFile() {
        return config.mainFile();
    }

    /** The same with another text of one file. */
    public SshdTree with(SshdConfig file) {
        return new SshdTree(dialect, config.with(file), defaults, supported);
    }

    /** Every active line in the order sshd reads them, Include and Match lines left out. */
    public List<Stand> reading() {
        return config.reading(dialect).stream()
                .filter(line -> !line.directive().isMatch() && !isInclude(line)).map(this::stand).toList();
    }

    /** Every Match line in the order sshd reads them. */
    public List<Stand.Block> matchLines() {
        return config.reading(dialect).stream().filter(line -> line.directive().isMatch())
                .map(line -> block(line.origin().path(), line.origin().index())).toList();
    }

    private Stand stand(ReadLine line) {
        return new Stand(line.origin().path(), line.origin().index(), line.keyword(), line.directive().value(),
                line.block().map(match -> block(match.path(), match.index())));
    }

    private Stand.Block block(String path, int index) {
        return new Stand.Block(path, index, MatchBlock.normalise(file(path).directive(index).value()));
    }

    private static boolean isInclude(ReadLine line) {
        return line.keyword().name().equals("Include");
    }

    /** Active global lines of a keyword, in reading order. */
    public List<Stand> global(Keyword keyword) {
        return reading().stream().filter(s -> s.global() && s.keyword().equals(keyword)).toList();
    }

    /** The first block with these criteria in reading order. */
    public Optional<Stand.Block> block(String criteria) {
        return matchLines().stream().filter(b -> b.criteria().equals(criteria)).findFirst();
    }

    /** Active lines that stand in a block, in its own file. */
    public List<Stand> in(Stand.Block block) {
        return reading().stream().filter(s -> s.block().filter(block::equals).isPresent())
                .filter(s -> s.path().equals(block.path())).toList();
    }

    /** Those of a keyword that this release does not drop. */
    public List<Stand> in(Stand.Block block, Keyword keyword) {
        Optional<Stand> dropping = dropping(block, keyword);
        return in(block).stream().takeWhile(s -> dropping.filter(s::equals).isEmpty())
                .filter(s -> s.keyword().equals(keyword)).toList();
    }

    /** The first line of a block below which this release drops a keyword in it; see {@link Dialect#dropsPrincipalsCommand}. */
    Optional<Stand> dropping(Stand.Block block, Keyword keyword) {
        return in(block).stream().filter(s -> drops(s, keyword)).findFirst();
    }

    /** The first global line below which this release drops a keyword. */
    public Optional<Stand> dropping(Keyword keyword) {
        return reading().stream().filter(Stand::global).filter(s -> drops(s, keyword)).findFirst();
    }

    private boolean drops(Stand stand, Keyword keyword) {
        return isDropped(keyword) && stand.keyword().name().equals("AuthorizedKeysCommand");
    }

    private boolean isDropped(Keyword keyword) {
        return dialect.dropsPrincipalsCommand() && keyword.name().equals("AuthorizedPrincipalsCommand");
    }

    /** The same settings, those that this release drops below another line first or last. */
    <T> List<T> dropped(List<T> settings, Function<T, Keyword> keyword, boolean first) {
        return settings.stream().sorted(Comparator.comparing(s -> isDropped(keyword.apply(s)) != first)).toList();
    }

    /** The Match blocks a visit enters, in reading order. */
    public List<Stand.Block> entered(Visit visit) {
        return config.evaluate(dialect, context(visit)).matched().stream().map(o -> block(o.path(), o.index()))
                .toList();
    }

    /** Every list that a visitor's address is held against, in Match lines and in AllowUsers and DenyUsers; the visit's own address is no matter. */
    public List<AddressList> addressLists(Visit visit) {
        return config.addressLists(dialect, context(visit));
    }

    private static MatchContext context(Visit visit) {
        return visit.context();
    }

    /** The classes that those Match lines sort all logins into which decide about these keywords, or about files that are included. */
    LoginClasses loginClasses(Collection<Keyword> keywords, LoginClasses.Population population) {
        Set<Origin> lines = new HashSet<>();
        config.reading(dialect).stream().filter(line -> keywords.contains(line.keyword()) || isInclude(line))
                .forEach(line -> line.block().ifPresent(lines::add));
        return config.loginClasses(dialect, lines, population);
    }

    /** What {@code sshd -T} prints about no login in particular. */
    public Prediction predict() {
        return Prediction.of(this, MatchContext.noLogin());
    }

    /** What {@code sshd -T -C} prints. */
    public Prediction predict(Visit visit) {
        return Prediction.of(this, context(visit));
    }

    /**
     * Where sshd's own word differs from what these files say, for the keywords asked about; for all that are printed where nobody has measured
     * what this release makes of a file.
     */
    public List<Diagnostic> disagreements(Wanted wanted, SshdTest global, Daemon.Options options) {
        Dump real = Dump.parse(global.out());
        Prediction predicted = predict();
        Set<String> keywords = new TreeSet<>(Asked.globally(wanted, this).settings().keySet());
        if (dialect.unmeasured()) {
            predicted.dump().differences(real).forEach(d -> keywords.add(d.keyword()));
        }
        return keywords.stream().filter(k -> !Dump.same(k, real.lines(k), predicted.dump().lines(k)))
                .map(k -> Diagnostic
                        .error("sshd says " + k + " is " + said(real.lines(k)) + ", its files say "
                                + said(predicted.dump().lines(k)))
                        .remedy(suspects(k, options)))
                .toList();
    }

    /** What may make sshd say something else about a keyword than these files do: lines to look at, and the daemon's options. */
    public String suspects(String printed, Daemon.Options options) {
        List<String> parts = new ArrayList<>();
        parts.add(places(spelling(printed), line -> printedName(line.keyword()).equals(printed)));
        parts.add(places("Include", SshdTree::isInclude));
        parts.add(places("Match", line -> line.directive().isMatch()));
        if (!options.arguments().isEmpty()) {
            parts.add(
                    "sshd is started with " + String.join(" ", options.arguments()) + ", which comes before its files");
        }
        String all = String.join("; ", parts.stream().filter(part -> !part.isEmpty()).toList());
        return all.isEmpty()
                ? "no line of its files names " + spelling(printed) + ", and sshd has no options; please report this"
                : "look at " + all;
    }

    private String places(String what, Predicate<ReadLine> wanted) {
        List<String> places = config.reading(dialect).stream().filter(wanted)
                .map(line -> line.origin().place().toString()).toList();
        return places.isEmpty() ? "" : what + " in " + String.join(", ", places);
    }

    private static String said(List<String> lines) {
        return lines.isEmpty() ? "not set" : String.join(", ", lines);
    }

    /** How this release spells a keyword. */
    public String spelling(Keyword keyword) {
        return dialect.spelling(keyword).orElse(keyword.name());
    }

    /** How this release spells a printed keyword. */
    public String spelling(String printed) {
        return dialect.keyword(printed).flatMap(dialect::spelling).orElse(printed);
    }

    /** The lower-case name {@code sshd -T} prints a keyword under, or would. */
    public String printedName(Keyword keyword) {
        return spelling(keyword).toLowerCase(Locale.ROOT);
    }

    /** The keyword of a line, if it is a directive this release knows. */
    Optional<Keyword> keywordOf(String content) {
        return SshdConfig.parse("", content).lines().stream().findFirst()
                .flatMap(line -> line instanceof Line.Directive d ? dialect.keyword(d.keyword()) : Optional.empty());
    }
}
