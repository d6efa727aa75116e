package dev.bulwarden.syntax.sshd;

import java.util.List;
import java.util.Optional;

/**
 * A comma list of address patterns, taken apart once to be held against many addresses.
 *
 * @param elements in order
 */
record AddressElements(List<Element> elements) {
    /**
     * @param text as written, without negation
     * @param network what it is as a number; empty: a wildcard over the text
     */
    record Element(boolean negated, String text, Optional<Cidr> network) {
        /** As {@code addr_match_list} has it: numbers first, else the text, in exact case. */
        private boolean holds(IpAddress address, String written) {
            return network.map(n -> n.contains(address)).orElseGet(() -> Patterns.matches(text, written));
        }
    }

    AddressElements {
        elements = List.copyOf(elements);
    }

    static AddressElements parse(String list) {
        return new AddressElements(List.of(list.split(",", -1)).stream().map(part -> {
            boolean negated = part.startsWith("!");
            String text = negated ? part.substring(1) : part;
            return new Element(negated, text, Cidr.parse(text));
        }).toList());
    }

    /** False when a network has host bits set or too many bits, or nothing stands between two commas. */
    boolean valid() {
        return elements.stream().allMatch(e -> !e.text().isEmpty() && e.network().map(Cidr::clean).orElse(true));
    }

    /** 1: one fits and no negated one; -1: a negated one fits; 0: none. */
    int of(IpAddress address, String written) {
        int result = 0;
        for (Element element : elements) {
            boolean fits = element.holds(address, written);
            if (fits && element.negated()) {
                return -1;
            }
            result = fits ? 1 : result;
        }
        return result;
    }
}
