package dev.bulwarden.control;

import dev.bulwarden.syntax.sshd.AddressCells.Cell;
import dev.bulwarden.syntax.sshd.LoginClasses.Account;
import dev.bulwarden.syntax.sshd.LoginClasses.Population;
import dev.bulwarden.syntax.sshd.LoginClasses.Source;
import dev.bulwarden.syntax.sshd.LoginClasses.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names the logins of some classes by the most important account among them. */
record LoginsText(Population population, List<Way> ways) {

    /** Such as {@code root and 2 other accounts from 10.0.0.11}. */
    @Override
    public String toString() {
        Account main = main();
        List<Way> its = ways.stream().filter(way -> way.accounts().contains(main)).toList();
        return name(main) + from(its) + at(its);
    }

    private Account main() {
        return ways.stream().flatMap(way -> way.accounts().stream()).min(Comparator.comparingInt(
                account -> account.name().equals("root") ? 0 : account.known() ? 1 : account.invalid() ? 3 : 2))
                .orElseThrow();
    }

    private String name(Account main) {
        if (main.invalid()) {
            return "names that no account has, such as " + main.name();
        }
        if (!main.known()) {
            return "accounts yet to come, such as " + main.name();
        }
        long others = ways.stream().flatMap(way -> way.accounts().stream()).filter(Account::known).distinct().count()
                - 1;
        return main.name() + (others == 0
                ? ""
                : others == 1
                        ? " and 1 other account"
                        : " and " + others
                                + " other accounts");
    }

    private static String from(List<Way> ways) {
        Set<Source> sources = new LinkedHashSet<>();
        ways.forEach(way -> sources.addAll(way.sources()));
        Set<Cell> four = new LinkedHashSet<>();
        Set<Cell> six = new LinkedHashSet<>();
        sources.forEach(source -> (source.cell().witness().contains(":") ? six : four).add(source.cell()));
        List<String> parts = new ArrayList<>();
        for (Set<Cell> cells : List.of(four, six)) {
            if (!cells.isEmpty()) {
                parts.add(Cell.together(List.copyOf(cells)).toString());
            }
        }
        String from = parts.equals(List.of("0.0.0.0/0", "::/0")) ? "" : " from " + String.join(" and ", parts);
        boolean named = sources.stream().noneMatch(source -> source.host().equals(source.address()));
        return from + (named ? " under a name such as " + sources.iterator().next().host() : "");
    }

    private String at(List<Way> ways) {
        StringBuilder at = new StringBuilder();
        Way first = ways.getFirst();
        if (ways.stream().noneMatch(w -> Optional.of(w.localAddress()).equals(population.usual().localAddress()))) {
            at.append(" at local address ").append(first.localAddress());
        }
        if (ways.stream().noneMatch(w -> Optional.of(w.localPort()).equals(population.usual().localPort()))) {
            at.append(" at port ").append(first.localPort());
        }
        if (ways.stream().noneMatch(w -> w.routingDomain().isEmpty())) {
            at.append(" in routing domain ").append(first.routingDomain().orElse(""));
        }
        return at.toString();
    }
}
