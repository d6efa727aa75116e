package dev.bulwarden.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One term of a host pattern. */
record PatternTerm(Kind kind, String name) {
    /** What a term does to the hosts chosen so far. */
    enum Kind {
        UNION, INTERSECTION, EXCLUSION
    }

    /** Positions are those of Ansible: from 0, negative from the end, both ends of a range included. */
    private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(?:(-?[0-9]{1,6})|([0-9]{1,6}):([0-9]{0,6}))]");

    /** Colons inside brackets do not separate, nor those of a host's own name. */
    static List<PatternTerm> split(String text, Inventory inventory) {
        Set<String> names = inventory.hosts().stream().map(Host::name).collect(Collectors.toSet());
        List<PatternTerm> terms = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            PatternTerm whole = of(part.strip());
            if (names.contains(whole.name) || (whole.isAddress() && names.contains(whole.unbracketed()))) {
                terms.add(whole);
            } else {
                for (String word : part.split(":(?![^\\[]*])", -1)) {
                    terms.add(of(word.strip()));
                }
            }
        }
        return terms.stream().filter(t -> !t.name.isEmpty()).toList();
    }

    private static PatternTerm of(String word) {
        if (word.startsWith("!")) {
            return new PatternTerm(Kind.EXCLUSION, word.substring(1));
        }
        return word.startsWith("&")
                ? new PatternTerm(Kind.INTERSECTION, word.substring(1))
                : new PatternTerm(Kind.UNION, word);
    }

    boolean isGlob() {
        return name.contains("*") || name.contains("?");
    }

    private boolean isAddress() {
        return name.startsWith("[") && name.endsWith("]");
    }

    private String unbracketed() {
        return name.substring(1, name.length() - 1);
    }

    boolean isKnown(Inventory inventory) {
        return !hosts(inventory).isEmpty() || inventory.groups().stream().anyMatch(g -> g.name().equals(name));
    }

    /** Names of the hosts it stands for. */
    Set<String> hosts(Inventory inventory) {
        Set<String> exact = matching(name, inventory);
        Matcher subscript = SUBSCRIPT.matcher(name);
        if (exact.isEmpty() && isAddress()) {
            return matching(unbracketed(), inventory);
        }
        return exact.isEmpty() && subscript.matches() ? Set.copyOf(positions(subscript, inventory)) : exact;
    }

    private static List<String> positions(Matcher subscript, Inventory inventory) {
        Set<String> members = matching(subscript.group(1), inventory);
        List<String> all = inventory.hosts().stream().map(Host::name).filter(members::contains).toList();
        if (subscript.group(2) != null) {
            int index = Integer.parseInt(subscript.group(2));
            int from = index < 0 ? all.size() + index : index;
            return from >= 0 && from < all.size() ? List.of(all.get(from)) : List.of();
        }
        int from = Integer.parseInt(subscript.group(3));
        int to = subscript.group(4).isEmpty()
                ? all.size()
                : Math.min(all.size(),
                        Integer.parseInt(subscript.group(4)) + 1);
        return from < to ? all.subList(from, to) : List.of();
    }

    private static Set<String> matching(String wanted, Inventory inventory) {
        boolean every = wanted.equals("all") || wanted.equals("*");
        Pattern glob = glob(wanted);
        Set<String> found = new TreeSet<>();
        inventory.groups().stream().filter(g -> every || glob.matcher(g.name()).matches())
                .forEach(g -> found.addAll(g.hosts()));
        inventory.hosts().stream().map(Host::name).filter(h -> every || glob.matcher(h).matches()).forEach(found::add);
        return found;
    }

    private static Pattern glob(String text) {
        return Pattern.compile(text.chars().mapToObj(c -> switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
        }).collect(Collectors.joining()));
    }
}
