package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.syntax.sshd.AddressCells.Cell;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address of a network is in the same lists as the witness of its cell, and no two cells are alike. */
class AddressCellsTest {
    private static final int RUNS = Boolean.getBoolean("bulwarden.full") ? 10_000 : 250;
    private static final int SAMPLES = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void cellsAreThePartition(long seed) {
        Random random = new Random(seed);
        AddressLists made = new AddressLists(random);
        for (int run = 0; run < RUNS; run++) {
            Cidr network = made.network();
            List<AddressList> lists = made.lists(network);
            AddressCells cells = AddressCells.of(network.toString(), lists, 1000);
            new Partition(network, lists, cells, "seed " + seed + " run " + run).check(made);
        }
    }

    /** What must be true of the cells of one network. */
    private record Partition(Cidr network, List<AddressList> lists, AddressCells cells, String name) {
        void check(AddressLists made) {
            assertThat(cells.complete()).as(this::toString).isTrue();
            List<AddressList.Test> tests = lists.stream().map(AddressList::test).toList();
            Map<String, Integer> byVerdict = new TreeMap<>();
            for (int i = 0; i < cells.cells().size(); i++) {
                IpAddress witness = IpAddress.parse(cells.cells().get(i).witness()).orElseThrow();
                assertThat(network.contains(witness)).as(this::toString).isTrue();
                assertThat(byVerdict.put(verdict(tests, witness), i)).as(this::toString).isNull();
            }
            List<List<Cidr>> networks = cells.cells().stream()
                    .map(cell -> cell.networks().stream().map(n -> Cidr.parse(n).orElseThrow()).toList()).toList();
            boolean small = network.address().length() - network.bits() <= 10;
            Set<String> seen = new HashSet<>();
            for (IpAddress address : small ? all(network) : sample(made, network)) {
                String verdict = verdict(tests, address);
                seen.add(verdict);
                int cell = byVerdict.getOrDefault(verdict, -1);
                for (int i = 0; i < networks.size(); i++) {
                    boolean inside = networks.get(i).stream().anyMatch(n -> n.contains(address));
                    if (cell < 0 || (inside && i != cell)) {
                        throw new AssertionError(address + " is in no cell, or in a wrong one: " + this);
                    }
                }
            }
            assertThat(small && seen.size() != byVerdict.size()).as(this::toString).isFalse();
            whole(network, cells, toString());
        }
    }

    /** Networks and parts of networks are the whole. */
    private static void whole(Cidr network, AddressCells cells, String name) {
        Set<String> all = new HashSet<>();
        cells.cells().forEach(cell -> {
            all.addAll(cell.networks());
            all.addAll(cell.parts());
        });
        BigInteger sum = all.stream().map(n -> Cidr.parse(n).orElseThrow())
                .map(n -> n.last().subtract(n.first()).add(BigInteger.ONE)).reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(sum).as(name).isEqualTo(network.last().subtract(network.first()).add(BigInteger.ONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"10.0.0.0/24|10.0.0.128/25|10.0.0.0/25 10.0.0.128/25|10.0.0.1 10.0.0.129",
            "192.0.2.0/24||192.0.2.0/24|192.0.2.1", "192.0.2.7||192.0.2.7|192.0.2.7",
            "192.0.2.0/31|192.0.2.0|192.0.2.0 192.0.2.1|192.0.2.0 192.0.2.1",
            "10.0.0.0/8|10.1.*|10.0.0.0/16, 10.2.0.0/15, 10.4.0.0/14 and 5 more (such as 10.0.0.1) 10.1.0.0/16"
                    + "|10.0.0.1 10.1.0.1",
            "192.168.0.0/23|192.168.1.?|192.168.0.0/24, a part of 192.168.1.0/24 (such as 192.168.0.1)"
                    + " a part of 192.168.1.0/24 (such as 192.168.1.1)|192.168.0.1 192.168.1.1",
            "2001:db8::/32|2001:db8:0:1::/64|2001:db8::/64, 2001:db8:0:2::/63, 2001:db8:0:4::/62 and 29 more "
                    + "(such as 2001:db8::1) 2001:db8:0:1::/64|2001:db8::1 2001:db8:0:1::1",
            "2001:db8::/126|!2001:db8::2,2001:db8::/64|2001:db8::/127, 2001:db8::3 2001:db8::2"
                    + "|2001:db8::1 2001:db8::2"})
    void showsWhatACellIs(String network, String list, String cells, String witnesses) {
        var found = AddressCells.of(network,
                list == null ? List.of() : List.of(new AddressList(AddressList.Kind.ADDRESS, list)), 10);
        assertThat(String.join(" ", found.cells().stream().map(Cell::toString).toList())).isEqualTo(cells);
        assertThat(String.join(" ", found.cells().stream().map(Cell::witness).toList())).isEqualTo(witnesses);
    }

    @Test
    void findsTheOneAddressThatWildcardsLeaveOut() {
        var list = new AddressList(AddressList.Kind.ADDRESS,
                "!10.20.30.40,10.1*,10.?,10.??.*,10.?.*,10.2*.*.*,10.[*,10.*");
        var found = AddressCells.of("10.0.0.0/8", List.of(list), 10);
        assertThat(found.cells()).extracting(Cell::witness).containsExactlyInAnyOrder("10.0.0.1", "10.20.30.40");
        var odd = AddressCells.of("0.0.0.0/0", List.of(new AddressList(AddressList.Kind.ADDRESS, "2?7.*9.?.*8*4")), 10);
        assertThat(odd.cells()).extracting(Cell::witness).containsExactlyInAnyOrder("0.0.0.1", "207.9.0.84");
    }

    @Test
    void saysWhenItStopsLooking() {
        List<AddressList> lists = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lists.add(new AddressList(AddressList.Kind.ADDRESS, "10.0.0." + i));
        }
        assertThat(AddressCells.of("10.0.0.0/8", lists, 31).complete()).isTrue();
        assertThat(AddressCells.of("10.0.0.0/8", lists, 30).complete()).isFalse();
    }

    private static String verdict(List<AddressList.Test> tests, IpAddress address) {
        String written = address.toString();
        return String.join("", tests.stream().map(test -> test.holds(address, written) ? "1" : "0").toList());
    }

    private static List<IpAddress> all(Cidr network) {
        return Stream.iterate(network.first(), a -> a.compareTo(network.last()) <= 0, a -> a.add(BigInteger.ONE))
                .map(a -> IpAddress.of(a, network.address().six())).toList();
    }

    private static List<IpAddress> sample(AddressLists made, Cidr network) {
        return Stream.generate(() -> made.address(network)).limit(SAMPLES).toList();
    }
}
