package dev.bulwarden.plan;

import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Stand;
import dev.bulwarden.control.Visit;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.syntax.sshd.AddressList;
import dev.bulwarden.syntax.sshd.MatchBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One visit for every Match block, so that what stands in it is seen: an account of the host the block is the first to match, where there is
 * one. sshd matches a Group block only for accounts that exist.
 */
final class Witnesses {

    private final SshdTree tree;
    private final Principals principals;
    private final Set<String> users = new LinkedHashSet<>();
    private final Map<Visit, List<Stand.Block>> entered = new HashMap<>();

    Witnesses(SshdTree tree, Principals principals, HostFacts facts, List<Visit> known) {
        this.tree = tree;
        this.principals = principals;
        known.forEach(visit -> users.add(visit.user()));
        users.addAll(facts.accounts().users().keySet());
    }

    /** The known visits, and one more for each block none of them enters first. */
    List<Visit> with(List<Visit> known) {
        Set<Visit> visits = new LinkedHashSet<>(known);
        for (Stand.Block block : tree.matchLines()) {
            if (visits.stream().noneMatch(v -> entersFirst(block, v))) {
                find(block).ifPresent(visits::add);
            }
        }
        return List.copyOf(visits);
    }

    /**
     * Blocks that none of the visits enters: nothing can be proven about them.
     *
     * @param told lines of which it was told already why they decide nothing
     */
    List<Diagnostic> unseen(List<Visit> visits, List<Place> told) {
        return tree.matchLines().stream()
                .filter(b -> tree.in(b).stream().noneMatch(s -> told.contains(s.place())))
                .filter(b -> visits.stream().noneMatch(v -> entered(v).contains(b)))
                .map(b -> new Diagnostic(Severity.INFO, "no account of this host is matched by Match " + b.criteria(),
                        Optional.of(Place.line(b.path(), b.index() + 1)), Optional.empty()))
                .toList();
    }

    private Optional<Visit> find(Stand.Block block) {
        List<Visit> entering = candidates(block.criteria()).stream().filter(v -> entered(v).contains(block)).toList();
        return entering.stream().filter(v -> entersFirst(block, v)).findFirst().or(() -> entering.stream().findFirst());
    }

    private boolean entersFirst(Stand.Block block, Visit visit) {
        return entered(visit).stream().findFirst().filter(block::equals).isPresent();
    }

    private List<Stand.Block> entered(Visit visit) {
        return entered.computeIfAbsent(visit, tree::entered);
    }

    private List<Visit> candidates(String criteria) {
        Set<String> names = new LinkedHashSet<>(users);
        names.addAll(literals(criteria, "user"));
        String address = address(criteria, "address").orElse(principals.connection().peerAddress());
        List<Visit> visits = new ArrayList<>();
        for (String name : names) {
            Visit usual = principals.visit(name, address);
            visits.add(new Visit(name, usual.groups(), address,
                    address(criteria, "localaddress").orElse(usual.localAddress()),
                    literals(criteria, "localport").stream().findFirst().filter(p -> p.matches("[0-9]{1,5}"))
                            .map(Integer::parseInt).orElse(usual.localPort())));
        }
        return visits;
    }

    private static Optional<String> address(String criteria, String criterion) {
        return arguments(criteria, criterion).stream()
                .flatMap(list -> new AddressList(AddressList.Kind.ADDRESS, list).witness().stream()).findFirst();
    }

    /** Values a criterion names outright, or that its wildcards fit. */
    private static List<String> literals(String criteria, String criterion) {
        return arguments(criteria, criterion).stream().flatMap(list -> List.of(list.split(",", -1)).stream())
                .filter(pattern -> !pattern.startsWith("!"))
                .map(pattern -> pattern.replace('*', '1').replace('?', '1')).toList();
    }

    private static List<String> arguments(String criteria, String criterion) {
        List<String> words = MatchBlock.words(criteria);
        List<String> found = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).toLowerCase(Locale.ROOT).equals(criterion)) {
                found.add(words.get(i + 1));
            }
        }
        return found;
    }
}
