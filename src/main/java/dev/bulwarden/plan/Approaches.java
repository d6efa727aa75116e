package dev.bulwarden.plan;

import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Visit;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.KeyFile;
import dev.bulwarden.syntax.keys.AuthorizedKey;
import dev.bulwarden.syntax.keys.AuthorizedKeys;
import dev.bulwarden.syntax.sshd.AddressCells;
import dev.bulwarden.syntax.sshd.AddressList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How those who must get in come: one approach for each cell that address patterns cut their networks into, be it before the change or after
 * it. Patterns stand in Match lines, in AllowUsers and DenyUsers, and in {@code from=} of the account's keys.
 *
 * @param all the login in use over the connection in use first
 * @param problems networks that fall into more cells than are looked at
 * @param notes what names, which are only looked up at the login, leave open
 */
record Approaches(List<Approach> all, List<Diagnostic> problems, List<Diagnostic> notes) {
    /** Cells of one network that are told apart. */
    static final int MOST = 64;

    Approaches {
        all = List.copyOf(all);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    static Approaches of(List<Principal> who, Principals principals, HostFacts facts, SshdTree before,
            SshdTree after) {
        Set<Approach> all = new LinkedHashSet<>();
        List<Diagnostic> problems = new ArrayList<>();
        List<Diagnostic> notes = new ArrayList<>();
        for (Principal principal : who) {
            Visit usual = principals.visit(principal.user(), principals.connection().peerAddress());
            if (principal.from().isEmpty()) {
                all.add(new Approach(usual, Optional.empty()));
                continue;
            }
            List<AddressList> lists = lists(usual, principals, facts, before, after);
            notes.addAll(names(principal.user(), lists, before, after));
            for (String network : principal.from()) {
                AddressCells cells = AddressCells.of(network, lists, MOST);
                cells.cells().forEach(cell -> all.add(new Approach(principals.visit(principal.user(), cell.witness()),
                        Optional.of(new Approach.Source(network, cell)))));
                if (!cells.complete()) {
                    problems.add(Diagnostic.error("address patterns cut " + network + ", from which " + principal.user()
                            + " is protected, into more parts than can be tested")
                            .remedy("name smaller networks in from"));
                }
            }
        }
        return new Approaches(List.copyOf(all), problems, notes);
    }

    /** Every list that the address of this account's connections is held against. */
    static List<AddressList> lists(Visit visit, Principals principals, HostFacts facts, SshdTree before,
            SshdTree after) {
        Set<AddressList> lists = new LinkedHashSet<>(
                before.addressLists(visit.with(principals.groupsBefore(visit.user()))));
        lists.addAll(after.addressLists(visit));
        for (KeyFile file : facts.loginFiles().keyFiles()) {
            if (file.user().equals(visit.user())) {
                AuthorizedKeys.parse(file.walk().bytes()).keys().stream().map(AuthorizedKey::options)
                        .flatMap(options -> options.from().stream()).map(AddressList::from).forEach(lists::add);
            }
        }
        return List.copyOf(lists);
    }

    private static List<Diagnostic> names(String user, List<AddressList> lists, SshdTree before, SshdTree after) {
        boolean lookedUp = before.predict().value("usedns").contains("yes")
                || after.predict().value("usedns").contains("yes");
        return lists.stream().filter(list -> lookedUp && list.namesHosts())
                .map(list -> Diagnostic.warning("UseDNS is yes: whether " + list + " fits " + user
                        + " depends on names that sshd looks up at the login, and is not tested"))
                .toList();
    }

    /** The visits of all approaches. */
    List<Visit> visits() {
        return all.stream().map(Approach::visit).distinct().toList();
    }

    /** Approaches of one account from one network, each time together. */
    List<List<Approach>> groups() {
        List<List<Approach>> groups = new ArrayList<>();
        for (Approach approach : all) {
            groups.stream().filter(group -> group.getFirst().beside(approach)).findFirst()
                    .ifPresentOrElse(group -> group.add(approach),
                            () -> groups.add(new ArrayList<>(List.of(approach))));
        }
        return groups;
    }
}
