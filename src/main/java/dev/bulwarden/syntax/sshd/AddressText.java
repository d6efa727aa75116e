package dev.bulwarden.syntax.sshd;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows wildcards through the texts of every address of a network at once: addresses whose text was the same to every wildcard so far are
 * one state, of which the lowest two are kept. IPv4 goes octet by octet; IPv6 digit by digit, once for each run of zeros {@code ::} may
 * stand for. An IPv4 address within IPv6 is written like any other here: no connection comes from one.
 */
final class AddressText {
    private static final int KEPT = 2;
    private static final int GROUPS = 8;

    private final List<Wildcard> wildcards;
    private final int[] lowest;
    private final int[] highest;

    /**
     * @param at positions in each wildcard
     * @param zeros groups of zero read in a row, outside the run that is left out
     * @param leading no digit of the group was written yet
     */
    private record State(List<Long> at, int zeros, boolean leading) {}

    private static final class Front {
        private final Map<State, List<BigInteger>> states = new LinkedHashMap<>();

        void add(State state, BigInteger prefix) {
            List<BigInteger> held = states.computeIfAbsent(state, _ -> new ArrayList<>());
            if (held.size() == KEPT && held.getLast().compareTo(prefix) <= 0) {
                return;
            }
            held.add(prefix);
            held.sort(null);
            if (held.size() > KEPT) {
                held.removeLast();
            }
        }
    }

    /** @param width of the parts an address is followed in, in bits */
    private AddressText(List<Wildcard> wildcards, Cidr network, int width) {
        this.wildcards = List.copyOf(wildcards);
        int parts = network.address().length() / width;
        lowest = new int[parts];
        highest = new int[parts];
        for (int part = 0; part < parts; part++) {
            int behind = network.address().length() - (part + 1) * width;
            int fixed = Math.clamp(network.bits() - (long) part * width, 0, width);
            lowest[part] = network.first().shiftRight(behind).intValue() & ((1 << width) - 1);
            highest[part] = lowest[part] | ((1 << (width - fixed)) - 1);
        }
    }

    /** For each set of wildcards that fit some address of the network, and no others do, the lowest two such addresses. */
    static List<List<IpAddress>> kinds(List<Wildcard> wildcards, Cidr network) {
        AddressText text = new AddressText(wildcards, network, network.address().six() ? 4 : 8);
        Map<List<Boolean>, List<BigInteger>> kinds = new LinkedHashMap<>();
        if (network.address().six()) {
            text.six(0, 0, kinds);
            for (int length = 2; length <= GROUPS; length++) {
                for (int start = 0; start + length <= GROUPS; start++) {
                    text.six(start, length, kinds);
                }
            }
        } else {
            text.four(kinds);
        }
        return kinds.values().stream().map(found -> found.stream().sorted().limit(KEPT).toList())
                .sorted(Comparator.comparing(List::getFirst)).map(found -> found.stream()
                        .map(value -> IpAddress.of(value, network.address().six())).toList())
                .toList();
    }

    private void four(Map<List<Boolean>, List<BigInteger>> kinds) {
        Front front = begin();
        for (int octet = 0; octet < 4; octet++) {
            Front next = new Front();
            for (var entry : front.states.entrySet()) {
                for (int value = lowest[octet]; value <= highest[octet]; value++) {
                    State state = fed(entry.getKey(), (octet == 0 ? "" : ".") + value);
                    extend(next, state, entry.getValue(), value, 8);
                }
            }
            front = next;
        }
        collect(front, kinds);
    }

    /** @param length groups that {@code ::} stands for, from the group {@code start} on; 0: none */
    private void six(int start, int length, Map<List<Boolean>, List<BigInteger>> kinds) {
        Front front = begin();
        for (int digit = 0; digit < 4 * GROUPS && !front.states.isEmpty(); digit++) {
            int group = digit / 4;
            boolean hidden = group >= start && group < start + length;
            Front next = new Front();
            for (var entry : front.states.entrySet()) {
                State state = digit % 4 == 0 ? opened(entry.getKey(), group, start, length) : entry.getKey();
                for (int value = lowest[digit]; value <= (hidden ? 0 : highest[digit]); value++) {
                    State after = hidden ? state : written(state, value, digit % 4 == 3);
                    if (allowed(after, group, digit % 4 == 3, start, length)) {
                        extend(next, after, entry.getValue(), value, 4);
                    }
                }
            }
            front = next;
        }
        collect(front, kinds);
    }

    /** What is written before a group's digits. */
    private State opened(State state, int group, int start, int length) {
        if (length > 0 && group >= start && group < start + length) {
            State fresh = new State(state.at(), 0, true);
            return group == start ? fed(fresh, "::") : fresh;
        }
        boolean colon = group > 0 && !(length > 0 && group == start + length);
        return new State(colon ? fed(state, ":").at() : state.at(), state.zeros(), true);
    }

    /** A digit that counts: leading zeros are not written, but for the last. */
    private State written(State state, int digit, boolean last) {
        boolean silent = state.leading() && digit == 0 && !last;
        State fed = silent ? state : fed(state, Integer.toHexString(digit));
        boolean zero = state.leading() && digit == 0;
        return new State(fed.at(), last ? (zero ? state.zeros() + 1 : 0) : state.zeros(), zero);
    }

    /** Of the longest runs of zero groups the first is left out, if it has two groups or more; what is left out is all of its run. */
    private static boolean allowed(State state, int group, boolean last, int start, int length) {
        if (!last || state.zeros() == 0) {
            return true;
        }
        boolean touches = length > 0 && (group + 1 == start || group - state.zeros() + 1 == start + length);
        int longest = length == 0 ? 1 : group < start ? length - 1 : length;
        return !touches && state.zeros() <= longest;
    }

    private Front begin() {
        Front front = new Front();
        front.add(new State(wildcards.stream().map(Wildcard::start).toList(), 0, true), BigInteger.ZERO);
        return front;
    }

    private State fed(State state, String text) {
        List<Long> at = new ArrayList<>(wildcards.size());
        for (int i = 0; i < wildcards.size(); i++) {
            long positions = state.at().get(i);
            for (int c = 0; c < text.length() && positions != 0; c++) {
                positions = wildcards.get(i).step(positions, text.charAt(c));
            }
            at.add(positions);
        }
        return new State(at, state.zeros(), state.leading());
    }

    private static void extend(Front next, State state, List<BigInteger> prefixes, int value, int width) {
        prefixes.forEach(p -> next.add(state, p.shiftLeft(width).or(BigInteger.valueOf(value))));
    }

    private void collect(Front front, Map<List<Boolean>, List<BigInteger>> kinds) {
        front.states.forEach((state, addresses) -> {
            List<Boolean> fits = new ArrayList<>();
            for (int i = 0; i < wildcards.size(); i++) {
                fits.add(wildcards.get(i).fits(state.at().get(i)));
            }
            kinds.computeIfAbsent(fits, _ -> new ArrayList<>()).addAll(addresses);
        });
    }
}
