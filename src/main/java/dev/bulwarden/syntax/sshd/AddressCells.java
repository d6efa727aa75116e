package dev.bulwarden.syntax.sshd;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The cells that lists of address patterns cut a network into: two addresses of one cell are in exactly the same lists. Networks cut at their
 * bounds; wildcards that are no network in other words are followed through the text of every address between two bounds.
 *
 * @param cells in the order of their lowest addresses
 * @param complete false when there are more than could be looked at: then addresses may lie in none of these cells
 */
public record AddressCells(List<Cell> cells, boolean complete) {
    /** Networks between two bounds that wildcards are followed through. */
    private static final int MOST_NETWORKS = 2000;
    private static final int SHOWN = 3;

    /**
     * Addresses that no list tells apart.
     *
     * @param witness the lowest, or the next one where the lowest begins a network
     * @param networks that lie in it as a whole, in order
     * @param parts networks of which a part lies in it
     */
    public record Cell(String witness, List<String> networks, List<String> parts) {
        public Cell {
            networks = List.copyOf(networks);
            parts = List.copyOf(parts);
        }

        /** The addresses of several cells of one network. */
        public static Cell together(List<Cell> cells) {
            List<Cidr> sorted = cells.stream().flatMap(cell -> cell.networks().stream())
                    .map(n -> Cidr.parse(n).orElseThrow()).sorted(Comparator.comparing(Cidr::first)).toList();
            var all = new Draft();
            sorted.forEach(n -> all.extend(n.first(), n.last(), n.address().six()));
            all.flush(!sorted.isEmpty() && sorted.getFirst().address().six());
            return new Cell(cells.getFirst().witness(), all.networks,
                    cells.stream().flatMap(cell -> cell.parts().stream()).distinct().toList());
        }

        /** For messages: {@code 10.0.0.128/25}, or some of its networks. */
        @Override
        public String toString() {
            List<String> shown = new ArrayList<>(networks);
            parts.forEach(part -> shown.add("a part of " + part + " (such as " + witness + ")"));
            return shown.size() <= SHOWN
                    ? String.join(", ", shown)
                    : String.join(", ", shown.subList(0, SHOWN)) + " and " + (shown.size() - SHOWN) + " more (such as "
                            + witness + ")";
        }
    }

    public AddressCells {
        cells = List.copyOf(cells);
    }

    /** Addresses between two bounds, and how they read to the wildcards. */
    private static final class Draft {
        private final List<BigInteger> lowest = new ArrayList<>();
        private final List<String> networks = new ArrayList<>();
        private final List<String> parts = new ArrayList<>();
        private BigInteger end = BigInteger.ONE.negate();
        private BigInteger begin = BigInteger.ONE.negate();

        /** Adds addresses behind all that were added before; those that adjoin are one range. */
        void extend(BigInteger first, BigInteger last, boolean six) {
            if (begin.signum() < 0 || !end.add(BigInteger.ONE).equals(first)) {
                flush(six);
                begin = first;
            }
            end = last;
        }

        void flush(boolean six) {
            if (begin.signum() >= 0) {
                Cidr.cover(begin, end, six).forEach(c -> networks.add(c.toString()));
            }
        }
    }

    /**
     * Cuts a network.
     *
     * @param network an address or a CIDR network, IPv4 or IPv6, without host bits
     * @param most cells that are told of
     */
    public static AddressCells of(String network, Collection<AddressList> lists, int most) {
        Cidr whole = Cidr.parse(network).filter(Cidr::clean)
                .orElseThrow(() -> new IllegalArgumentException("no network: " + network));
        List<Wildcard> wildcards = wildcards(lists);
        List<AddressList.Test> tests = lists.stream().map(AddressList::test).toList();
        Map<List<Boolean>, Draft> drafts = new LinkedHashMap<>();
        boolean complete = wildcards.stream().allMatch(Wildcard::followable);
        int looked = 0;
        List<BigInteger> bounds = bounds(whole, lists);
        for (int i = 0; i + 1 < bounds.size(); i++) {
            BigInteger last = bounds.get(i + 1).subtract(BigInteger.ONE);
            IpAddress first = IpAddress.of(bounds.get(i), whole.address().six());
            List<Wildcard> here = wildcards.stream()
                    .filter(w -> w.followable() && w.around().map(n -> n.contains(first)).orElse(true)).toList();
            if (here.isEmpty()) {
                add(drafts, tests, whole, bounds.get(i), last);
                continue;
            }
            for (Cidr part : Cidr.cover(bounds.get(i), last, whole.address().six())) {
                complete &= ++looked <= MOST_NETWORKS;
                if (complete) {
                    split(drafts, tests, here, part);
                }
            }
        }
        List<Cell> cells = drafts.values().stream().limit(most).map(d -> cell(whole, d)).toList();
        return new AddressCells(cells, complete && drafts.size() <= most);
    }

    /** Where a network begins or the addresses behind it do, in order, from the first address to the one behind the last. */
    private static List<BigInteger> bounds(Cidr whole, Collection<AddressList> lists) {
        TreeSet<BigInteger> bounds = new TreeSet<>(List.of(whole.first(), whole.last().add(BigInteger.ONE)));
        for (AddressList list : lists) {
            for (String element : list.elements()) {
                Cidr.parse(element).or(() -> new Wildcard(element, !list.exactCase()).around())
                        .filter(c -> c.clean() && c.address().six() == whole.address().six()).ifPresent(c -> {
                            bounds.add(c.first());
                            bounds.add(c.last().add(BigInteger.ONE));
                        });
            }
        }
        return List.copyOf(bounds.subSet(whole.first(), true, whole.last().add(BigInteger.ONE), true));
    }

    /** Those that must be followed: they are no network, nor every address, nor one fixed text. */
    private static List<Wildcard> wildcards(Collection<AddressList> lists) {
        return lists.stream().flatMap(list -> list.elements().stream().filter(e -> Cidr.parse(e).isEmpty())
                .map(e -> new Wildcard(e, !list.exactCase())))
                .filter(w -> w.wild() && !w.pattern().equals("*") && w.network().isEmpty()).distinct().toList();
    }

    private static void add(Map<List<Boolean>, Draft> drafts, List<AddressList.Test> tests, Cidr whole,
            BigInteger first, BigInteger last) {
        boolean six = whole.address().six();
        Draft draft = draft(drafts, tests, IpAddress.of(first, six));
        draft.lowest.add(first);
        if (first.compareTo(last) < 0) {
            draft.lowest.add(first.add(BigInteger.ONE));
        }
        draft.extend(first, last, six);
    }

    private static void split(Map<List<Boolean>, Draft> drafts, List<AddressList.Test> tests,
            List<Wildcard> wildcards, Cidr part) {
        var kinds = AddressText.kinds(wildcards, part);
        List<Draft> touched = new ArrayList<>();
        for (List<IpAddress> kind : kinds) {
            Draft draft = draft(drafts, tests, kind.getFirst());
            kind.forEach(address -> draft.lowest.add(address.value()));
            if (!touched.contains(draft)) {
                touched.add(draft);
            }
        }
        for (Draft draft : touched) {
            if (touched.size() == 1) {
                draft.extend(part.first(), part.last(), part.address().six());
            } else {
                draft.parts.add(part.toString());
            }
        }
    }

    private static Draft draft(Map<List<Boolean>, Draft> drafts, List<AddressList.Test> tests, IpAddress address) {
        String text = address.toString();
        List<Boolean> in = tests.stream().map(test -> test.holds(address, text)).toList();
        return drafts.computeIfAbsent(in, _ -> new Draft());
    }

    private static Cell cell(Cidr whole, Draft draft) {
        boolean six = whole.address().six();
        draft.flush(six);
        List<BigInteger> lowest = draft.lowest.stream().sorted().distinct().toList();
        boolean base = lowest.size() > 1 && lowest.get(1).equals(lowest.getFirst().setBit(0));
        return new Cell(IpAddress.of(lowest.get(base ? 1 : 0), six).toString(), draft.networks, draft.parts);
    }
}
