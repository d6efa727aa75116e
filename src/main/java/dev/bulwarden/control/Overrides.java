package dev.bulwarden.control;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.LoginClasses;
import dev.bulwarden.syntax.sshd.LoginClasses.LoginClass;
import dev.bulwarden.syntax.sshd.LoginClasses.Population;
import dev.bulwarden.syntax.sshd.LoginClasses.Way;
import dev.bulwarden.syntax.sshd.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where Match blocks of others make what is asked come out otherwise, for any login there is or might be: a setting is a promise about every
 * account and every address. Found in the files alone, by the model of sshd; no host is asked.
 *
 * @param lines that do, in the order they are read
 * @param unexamined settings of which it is not known: the blocks tell more logins apart than are looked at
 * @param sleeping lines that would, did their block apply to any login; with the reason why it does not
 * @param witnesses of the logins that Match lines about these settings tell apart, one of each kind
 */
public record Overrides(List<OverridingLine> lines, List<Wanted.Setting> unexamined, List<Diagnostic> sleeping,
        List<Visit> witnesses) {

    public Overrides {
        lines = List.copyOf(lines);
        unexamined = List.copyOf(unexamined);
        sleeping = List.copyOf(sleeping);
        witnesses = List.copyOf(witnesses);
    }

    /** In a tree as it is; blocks that are asked for count as far as they are there. */
    public static Overrides of(Wanted wanted, SshdTree tree, Population population) {
        Search search = new Search(wanted, tree, population);
        Set<Keyword> keywords = new LinkedHashSet<>();
        wanted.settings().forEach(s -> keywords.add(s.keyword()));
        wanted.blocks().forEach(b -> b.settings().forEach(s -> keywords.add(s.keyword())));
        Map<Keyword, List<Stand>> foreign = new LinkedHashMap<>();
        tree.reading().stream().filter(s -> keywords.contains(s.keyword()) && search.isForeign(s))
                .forEach(s -> foreign.computeIfAbsent(s.keyword(), _ -> new ArrayList<>()).add(s));
        if (!foreign.isEmpty() && !search.all(foreign.keySet())) {
            search.clear();
            foreign.keySet().forEach(keyword -> {
                if (!search.all(Set.of(keyword))) {
                    search.incomplete.add(keyword);
                }
            });
        }
        return search.result(foreign);
    }

    /** Those of one item. */
    public List<OverridingLine> of(String item) {
        return lines.stream().filter(line -> line.setting().item().id().equals(item)).toList();
    }

    private static final class Search {
        private final Wanted wanted;
        private final SshdTree tree;
        private final Population population;
        private final Map<Wanted.Setting, List<String>> printed = new HashMap<>();
        private final Map<Wanted.Setting, Map<Stand, Found>> found = new LinkedHashMap<>();
        private final Set<Origin> met = new HashSet<>();
        private final Set<Keyword> incomplete = new HashSet<>();
        private final Set<Visit> witnesses = new LinkedHashSet<>();

        /** @param value of the first class, which is the likeliest */
        private record Found(List<String> value, Visit witness, List<Way> ways) {}

        Search(Wanted wanted, SshdTree tree, Population population) {
            this.wanted = wanted;
            this.tree = tree;
            this.population = population.lookingUpNames(tree.predict().value("usedns").contains("yes"));
        }

        void clear() {
            found.clear();
            met.clear();
            witnesses.clear();
        }

        /** Whether all classes of logins could be looked at. */
        boolean all(Set<Keyword> keywords) {
            LoginClasses logins = tree.loginClasses(keywords, population);
            if (logins.complete()) {
                look(logins, keywords);
                return true;
            }
            if (keywords.size() == 1) {
                look(logins, keywords);
            }
            return false;
        }

        private void look(LoginClasses logins, Set<Keyword> keywords) {
            List<Stand> reading = tree.reading();
            for (LoginClass some : logins.classes()) {
                met.addAll(some.met());
                Visit witness = Visit.of(some.witness());
                witnesses.add(witness);
                Asked asked = Asked.of(wanted, tree, witness);
                Prediction now = tree.predict(witness);
                asked.settings().forEach((name, setting) -> {
                    if (keywords.contains(setting.keyword()) && !holds(setting, name, asked, now)) {
                        Set<Place> places = new HashSet<>(now.deciding().getOrDefault(name, List.of()));
                        reading.stream().filter(s -> places.contains(s.place()) && isForeign(s))
                                .forEach(s -> found.computeIfAbsent(setting, _ -> new LinkedHashMap<>())
                                        .computeIfAbsent(s,
                                                _ -> new Found(now.value(name), witness, new ArrayList<>()))
                                        .ways().addAll(some.ways()));
                    }
                });
            }
        }

        private boolean holds(Wanted.Setting setting, String name, Asked asked, Prediction now) {
            return Settings.agrees(setting, now.value(name), asked(setting)) || asked.accepts(name, now.value(name));
        }

        private List<String> asked(Wanted.Setting setting) {
            return printed.computeIfAbsent(setting, s -> Alone.printed(tree, s.keyword(), s.lines()));
        }

        /** In a block of somebody else, or in one of ours but about what the playbook does not say there. */
        boolean isForeign(Stand stand) {
            return stand.block().filter(block -> wanted.blocks().stream()
                    .filter(b -> b.criteria().equals(block.criteria()) && tree.block(b.criteria())
                            .filter(block::equals).isPresent())
                    .noneMatch(b -> b.settings().stream().anyMatch(s -> s.keyword().equals(stand.keyword()))))
                    .isPresent();
        }

        Overrides result(Map<Keyword, List<Stand>> foreign) {
            List<OverridingLine> lines = new ArrayList<>();
            Set<Stand> deciding = new HashSet<>();
            found.forEach((setting, stands) -> stands.forEach((stand, how) -> {
                deciding.add(stand);
                lines.add(new OverridingLine(setting, stand, how.value(),
                        new LoginsText(population, how.ways()).toString(), how.witness()));
            }));
            List<Wanted.Setting> unexamined = new ArrayList<>();
            List<Diagnostic> sleeping = new ArrayList<>();
            for (Wanted.Setting setting : wanted.settings()) {
                List<Stand> contrary = foreign.getOrDefault(setting.keyword(), List.of()).stream()
                        .filter(s -> !deciding.contains(s) && isContrary(s, setting)).toList();
                boolean known = !incomplete.contains(setting.keyword()) && (population.whole()
                        || contrary.stream().noneMatch(s -> says(s.block().orElseThrow(), "Group")));
                if (known) {
                    contrary.forEach(s -> sleeping.add(sleeping(s)));
                } else if (!contrary.isEmpty()) {
                    unexamined.add(setting);
                }
            }
            List<Stand> order = tree.reading();
            lines.sort(java.util.Comparator.comparingInt(line -> order.indexOf(line.stand())));
            return new Overrides(lines, unexamined, sleeping, List.copyOf(witnesses));
        }

        private boolean isContrary(Stand stand, Wanted.Setting setting) {
            List<String> said = Alone.printed(tree, stand.keyword(), List.of(stand.value()));
            return switch (stand.keyword().merge(tree.dialect())) {
                case APPEND, BY_NAME -> true;
                case FIRST, FIRST_LINE, LAST -> !Settings.agrees(setting, said, asked(setting))
                        && setting.accept().filter(a -> Settings.accepts(a, said)).isEmpty();
            };
        }

        private Diagnostic sleeping(Stand stand) {
            Stand.Block block = stand.block().orElseThrow();
            String would = stand.keyword().name() + " " + stand.value();
            if (met(block, met)) {
                return info(stand, would + " in Match " + block.criteria()
                        + " decides for no login: lines that are read before it do");
            }
            if (says(block, "Host") && !population.looksUpNames() && wakesWithNames(block, stand.keyword())) {
                return info(stand, would + " in Match " + block.criteria() + " decides for no login while UseDNS is no,"
                        + " for sshd then never learns a client's name; with UseDNS yes it would");
            }
            if (says(block, "Group")) {
                return Diagnostic.warning(stand.place(), "no account of this host is matched by Match "
                        + block.criteria() + "; for one that comes to be, " + would + " would count");
            }
            return info(stand, would + " in Match " + block.criteria()
                    + " decides for no login: nothing can meet all of its criteria");
        }

        private boolean wakesWithNames(Stand.Block block, Keyword keyword) {
            Set<Origin> reached = new HashSet<>();
            tree.loginClasses(Set.of(keyword), population.lookingUpNames(true)).classes()
                    .forEach(c -> reached.addAll(c.met()));
            return met(block, reached);
        }

        private static boolean met(Stand.Block block, Set<Origin> lines) {
            return lines.contains(new Origin(block.path(), block.index()));
        }

        private static boolean says(Stand.Block block, String criterion) {
            return List.of(block.criteria().split(" ", -1)).contains(criterion);
        }

        private static Diagnostic info(Stand stand, String message) {
            return new Diagnostic(Severity.INFO, message, Optional.of(stand.place()), Optional.empty());
        }
    }
}
