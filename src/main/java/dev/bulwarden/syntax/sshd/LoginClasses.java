package dev.bulwarden.syntax.sshd;

import dev.bulwarden.syntax.sshd.AddressCells.Cell;
import dev.bulwarden.syntax.sshd.Criteria.Test;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The classes that Match lines sort all logins into: any account there is or might be, from any address, arriving at any address, port and
 * routing domain. Two logins of one class meet exactly the same of these lines. An account that is yet to come counts as a member of no group.
 *
 * @param classes in the order their likeliest members come: accounts there are, over the usual connection, first
 * @param complete false when there may be logins of no class listed here
 */
public record LoginClasses(List<LoginClass> classes, boolean complete) {
    /** Classes, and ways to belong to one, that are looked at. */
    private static final int MOST_CLASSES = 2_048;
    private static final int MOST_WAYS = 200_000;
    private static final int MOST_CELLS = 512;
    private static final List<String> EVERYWHERE = List.of("0.0.0.0/0", "::/0");

    /**
     * Somebody who may log in.
     *
     * @param known false: there is no such account yet
     * @param invalid whether it is looked at while there is no such account
     */
    public record Account(String name, Set<String> groups, boolean known, boolean invalid) {
        public Account {
            groups = Set.copyOf(groups);
        }
    }

    /**
     * Where logins come from.
     *
     * @param host the client's name, the address itself where it has none
     */
    public record Source(Cell cell, String address, String host) {}

    /**
     * Everybody who may come, and what is usual.
     *
     * @param accounts that there are, the most important first
     * @param looksUpNames whether sshd looks up the names of clients
     * @param usual our own connection
     * @param whole false when there are accounts besides these, whose groups are not known
     */
    public record Population(List<Account> accounts, boolean looksUpNames, MatchContext usual,
            List<String> localAddresses, boolean whole) {
        public Population {
            accounts = List.copyOf(accounts);
            localAddresses = List.copyOf(localAddresses);
        }

        /** The same while sshd does or does not look up names. */
        public Population lookingUpNames(boolean does) {
            return new Population(accounts, does, usual, localAddresses, whole);
        }
    }

    /** Logins that are alike in every part: any of these accounts from any of these sources, arriving there. */
    public record Way(List<Account> accounts, List<Source> sources, String localAddress, int localPort,
            Optional<String> routingDomain) {
        /** One of them. */
        public MatchContext login(Account account, Source source) {
            return new MatchContext(Optional.of(account.name()), account.groups(), Optional.of(source.host()),
                    Optional.of(source.address()), Optional.of(localAddress), Optional.of(localPort), routingDomain,
                    account.invalid());
        }
    }

    /** Logins that meet the same Match lines. */
    public record LoginClass(Set<Origin> met, List<Way> ways) {
        public LoginClass {
            met = Set.copyOf(met);
            ways = List.copyOf(ways);
        }

        /** One of them, the likeliest. */
        public MatchContext witness() {
            Way way = ways.getFirst();
            return way.login(way.accounts().getFirst(), way.sources().getFirst());
        }
    }

    public LoginClasses {
        classes = List.copyOf(classes);
    }

    static LoginClasses of(ConfigTree tree, Dialect dialect, Set<Origin> lines, Population population) {
        return new Sorting(dialect, population, tree.reading(dialect).stream()
                .filter(line -> line.directive().isMatch() && lines.contains(line.origin())).toList()).sorted();
    }

    private static final class Sorting {
        private final Dialect dialect;
        private final Population population;
        private final List<Origin> lines = new ArrayList<>();
        private final List<Criteria> criteria = new ArrayList<>();
        private boolean complete = true;

        Sorting(Dialect dialect, Population population, List<ReadLine> matchLines) {
            this.dialect = dialect;
            this.population = population;
            for (ReadLine line : matchLines) {
                lines.add(line.origin());
                criteria.add(Criteria.of(dialect, line.directive().rest()));
            }
        }

        private static BitSet both(BitSet one, BitSet other) {
            BitSet both = (BitSet) one.clone();
            both.and(other);
            return both;
        }

        LoginClasses sorted() {
            Map<BitSet, List<Account>> who = who();
            Map<BitSet, List<Source>> from = from();
            Map<BitSet, List<String>> at = at();
            Map<BitSet, List<Integer>> ports = ports();
            Map<BitSet, List<Optional<String>>> domains = domains();
            Map<BitSet, List<Way>> classes = new LinkedHashMap<>();
            int ways = 0;
            for (var account : who.entrySet()) {
                for (var source : from.entrySet()) {
                    BitSet here = both(account.getKey(), source.getKey());
                    for (var local : at.entrySet()) {
                        for (var port : ports.entrySet()) {
                            for (var domain : domains.entrySet()) {
                                BitSet met = both(both(both(here, local.getKey()), port.getKey()), domain.getKey());
                                if (++ways > MOST_WAYS
                                        || (classes.size() == MOST_CLASSES && !classes.containsKey(met))) {
                                    complete = false;
                                    continue;
                                }
                                classes.computeIfAbsent(met, _ -> new ArrayList<>())
                                        .add(new Way(account.getValue(), source.getValue(), local.getValue().getFirst(),
                                                port.getValue().getFirst(), domain.getValue().getFirst()));
                            }
                        }
                    }
                }
            }
            List<LoginClass> all = new ArrayList<>();
            classes.forEach((met, reached) -> {
                Set<Origin> entered = new LinkedHashSet<>();
                met.stream().forEach(i -> entered.add(lines.get(i)));
                all.add(new LoginClass(entered, reached));
            });
            return new LoginClasses(all, complete);
        }

        private Map<BitSet, List<Account>> who() {
            Map<BitSet, List<Account>> who = new LinkedHashMap<>();
            Set<String> names = new LinkedHashSet<>();
            for (Account account : population.accounts()) {
                names.add(account.name());
                put(who, account);
            }
            NameCells possible = NameCells.of(arguments("user"), NameCells.Kind.ACCOUNT);
            complete &= possible.complete();
            for (String name : possible.names()) {
                if (!names.contains(name)) {
                    put(who, new Account(name, Set.of(), false, false));
                    if (dialect.atLeast(9, 9)) {
                        put(who, new Account(name, Set.of(), false, true));
                    }
                }
            }
            return who;
        }

        private void put(Map<BitSet, List<Account>> who, Account account) {
            MatchContext known = new MatchContext(Optional.of(account.name()), account.groups(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), account.invalid());
            who.computeIfAbsent(met(known, "user", "group", "invalid-user"), _ -> new ArrayList<>()).add(account);
        }

        private Map<BitSet, List<Source>> from() {
            List<AddressList> lists = criteria.stream().flatMap(c -> c.addressLists().stream()).distinct().toList();
            List<String> names = List.of();
            if (population.looksUpNames() && !arguments("host").isEmpty()) {
                NameCells possible = NameCells.of(arguments("host"), NameCells.Kind.HOST);
                complete &= possible.complete();
                names = possible.names();
            }
            Map<BitSet, List<Source>> from = new LinkedHashMap<>();
            List<Cell> cells = cells(lists);
            String usual = population.usual().address().orElse("127.0.0.1");
            Cell ours = AddressCells.of(usual, List.of(), 1).cells().getFirst();
            BitSet usually = source(new Source(ours, usual, usual));
            for (boolean likely : List.of(true, false)) {
                for (Cell cell : cells) {
                    Source plain = new Source(cell, cell.witness(), cell.witness());
                    if (source(plain).equals(usually) == likely) {
                        add(from, likely && from.isEmpty() ? new Source(cell, usual, usual) : plain);
                        names.forEach(name -> add(from, new Source(cell, cell.witness(), name)));
                    }
                }
            }
            return from;
        }

        private List<Cell> cells(Collection<AddressList> lists) {
            List<Cell> cells = new ArrayList<>();
            for (String network : EVERYWHERE) {
                AddressCells some = AddressCells.of(network, lists, MOST_CELLS);
                complete &= some.complete();
                cells.addAll(some.cells());
            }
            return cells;
        }

        private void add(Map<BitSet, List<Source>> from, Source source) {
            from.computeIfAbsent(source(source), _ -> new ArrayList<>()).add(source);
        }

        private BitSet source(Source source) {
            return met(new MatchContext(Optional.empty(), Set.of(), Optional.of(source.host()),
                    Optional.of(source.address()), Optional.empty(), Optional.empty(), Optional.empty(), false),
                    "address", "host");
        }

        private Map<BitSet, List<String>> at() {
            Set<String> addresses = new LinkedHashSet<>();
            population.usual().localAddress().ifPresent(addresses::add);
            addresses.addAll(population.localAddresses());
            cells(arguments("localaddress").stream().map(list -> new AddressList(AddressList.Kind.ADDRESS, list))
                    .toList()).forEach(cell -> addresses.add(cell.witness()));
            Map<BitSet, List<String>> at = new LinkedHashMap<>();
            addresses.forEach(address -> at.computeIfAbsent(met(
                    new MatchContext(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(),
                            Optional.of(address), Optional.empty(), Optional.empty(), false),
                    "localaddress"), _ -> new ArrayList<>()).add(address));
            return at;
        }

        private Map<BitSet, List<Integer>> ports() {
            Set<Integer> ports = new LinkedHashSet<>(List.of(population.usual().localPort().orElse(22)));
            Set<Integer> named = new TreeSet<>();
            arguments("localport").forEach(port -> Singles.port(dialect, port).ifPresent(named::add));
            ports.addAll(named);
            Stream.iterate(22, p -> p + 1).filter(p -> !named.contains(p)).findFirst().ifPresent(ports::add);
            Map<BitSet, List<Integer>> all = new LinkedHashMap<>();
            ports.forEach(port -> all.computeIfAbsent(met(
                    new MatchContext(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                            Optional.of(port), Optional.empty(), false),
                    "localport"), _ -> new ArrayList<>()).add(port));
            return all;
        }

        private Map<BitSet, List<Optional<String>>> domains() {
            List<Optional<String>> domains = new ArrayList<>(List.of(Optional.empty()));
            if (!arguments("rdomain").isEmpty()) {
                NameCells possible = NameCells.of(arguments("rdomain"), NameCells.Kind.ROUTING_DOMAIN);
                complete &= possible.complete();
                possible.names().forEach(name -> domains.add(Optional.of(name)));
            }
            Map<BitSet, List<Optional<String>>> all = new LinkedHashMap<>();
            domains.forEach(domain -> all.computeIfAbsent(met(
                    new MatchContext(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                            Optional.empty(), domain, false),
                    "rdomain"), _ -> new ArrayList<>()).add(domain));
            return all;
        }

        /** Which lines have nothing against a login, as far as these criteria go; those of no dimension are judged with each. */
        private BitSet met(MatchContext known, String... names) {
            List<String> judged = List.of(names);
            BitSet met = new BitSet();
            for (int i = 0; i < criteria.size(); i++) {
                boolean fits = criteria.get(i).problem().isEmpty() && criteria.get(i).tests().stream()
                        .filter(test -> judged.contains(test.name()) || test.name().equals("version"))
                        .allMatch(test -> Criteria.met(dialect, test, known));
                met.set(i, fits);
            }
            return met;
        }

        private List<String> arguments(String criterion) {
            return criteria.stream().flatMap(c -> c.tests().stream()).filter(test -> test.name().equals(criterion))
                    .map(Test::argument).distinct().toList();
        }
    }
}
