package dev.bulwarden.inventory;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Nearest;
import dev.bulwarden.diagnostic.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ansible's host pattern: names, groups and globs joined by {@code :} or {@code ,}; {@code :!} excludes, {@code :&}
 * intersects; {@code group[0]} and {@code group[0:2]} take hosts of a group by position.
 *
 * @param text as written
 */
public record HostPattern(String text) {
    /** Every host. */
    public static final HostPattern ALL = new HostPattern("all");

    public HostPattern {
        Objects.requireNonNull(text, "text is null");
    }

    /** Union of the plain terms, then the intersections, then the exclusions; in inventory order. Unknown terms match nothing. */
    public List<Host> select(Inventory inventory) {
        List<PatternTerm> terms = PatternTerm.split(text, inventory);
        Set<String> chosen = new HashSet<>();
        List<PatternTerm> plain = terms.stream().filter(t -> t.kind() == PatternTerm.Kind.UNION).toList();
        if (plain.isEmpty() && !terms.isEmpty()) {
            plain = List.of(new PatternTerm(PatternTerm.Kind.UNION, "all"));
        }
        plain.forEach(t -> chosen.addAll(t.hosts(inventory)));
        for (PatternTerm term : terms) {
            switch (term.kind()) {
                case UNION -> {
                }
                case INTERSECTION -> chosen.retainAll(term.hosts(inventory));
                case EXCLUSION -> chosen.removeAll(term.hosts(inventory));
            }
        }
        return inventory.hosts().stream().filter(h -> chosen.contains(h.name())).toList();
    }

    /**
     * What is wrong with the pattern for this inventory. An exclusion of something unknown is only a warning (a playbook may
     * exclude a group that not every inventory has), unless it looks like a misspelt name.
     */
    public List<Diagnostic> check(Inventory inventory) {
        return check(inventory, Optional.empty());
    }

    /** The same for a pattern that was written in a file. */
    public List<Diagnostic> check(Inventory inventory, Place place) {
        return check(inventory, Optional.of(place));
    }

    private List<Diagnostic> check(Inventory inventory, Optional<Place> place) {
        List<PatternTerm> terms = PatternTerm.split(text, inventory);
        if (terms.isEmpty()) {
            return List.of(at(place, Diagnostic.error("the host pattern is empty").remedy("write all for every host")));
        }
        List<String> names = Stream.concat(inventory.groups().stream().map(Inventory.Group::name),
                inventory.hosts().stream().map(Host::name)).toList();
        List<Diagnostic> found = new ArrayList<>();
        for (PatternTerm term : terms) {
            if (!term.isKnown(inventory)) {
                found.add(at(place, unknown(term, names)));
            }
        }
        return found;
    }

    private static Diagnostic unknown(PatternTerm term, List<String> names) {
        if (term.name().startsWith("~")) {
            return Diagnostic.error("regular expressions in host patterns are not in this version")
                    .remedy("use globs such as web*");
        }
        Optional<String> near = Nearest.to(term.name(), names);
        String message = "no host or group matches " + term.name();
        boolean harmless = near.isEmpty() && (term.isGlob() || term.kind() == PatternTerm.Kind.EXCLUSION);
        Diagnostic diagnostic = harmless ? Diagnostic.warning(message) : Diagnostic.error(message);
        return Nearest.remedy(term.name(), names).map(diagnostic::remedy).orElse(diagnostic);
    }

    private static Diagnostic at(Optional<Place> place, Diagnostic d) {
        return new Diagnostic(d.severity(), d.message(), place, d.remedy());
    }
}
