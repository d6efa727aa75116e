package dev.bulwarden.control;

import dev.bulwarden.syntax.sshd.MatchContext;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A connection as {@code sshd -T -C} is asked about it.
 *
 * @param user the account
 * @param groups the names of its groups
 * @param address numeric, where it comes from
 * @param localAddress numeric, where it arrives
 * @param host the client's name; its address when it has none, or sshd looks up no names
 * @param routingDomain empty: it came over none
 * @param invalidUser whether sshd is to take it that there is no such account
 */
public record Visit(String user, List<String> groups, String address, String localAddress, int localPort, String host,
        Optional<String> routingDomain, boolean invalidUser) {
    public Visit {
        Objects.requireNonNull(user, "user is null");
        groups = List.copyOf(groups);
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(localAddress, "localAddress is null");
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(routingDomain, "routingDomain is null");
    }

    /** Of an account that is there, from a client without a name. */
    public Visit(String user, List<String> groups, String address, String localAddress, int localPort) {
        this(user, groups, address, localAddress, localPort, address, Optional.empty(), false);
    }

    /** What is known of it to Match lines. */
    MatchContext context() {
        return new MatchContext(Optional.of(user), new HashSet<>(groups), Optional.of(host), Optional.of(address),
                Optional.of(localAddress), Optional.of(localPort), routingDomain, invalidUser);
    }

    /** A visit as Match lines know it. */
    static Visit of(MatchContext context) {
        String address = context.address().orElseThrow();
        return new Visit(context.user().orElseThrow(), List.copyOf(new TreeSet<>(context.groups())), address,
                context.localAddress().orElseThrow(), context.localPort().orElseThrow(),
                context.host().orElse(address), context.routingDomain(), context.invalidUser());
    }

    /** The argument of {@code -C}. */
    public String argument() {
        return context().argument();
    }

    /** The same account with other groups. */
    public Visit with(List<String> others) {
        return new Visit(user, others, address, localAddress, localPort, host, routingDomain, invalidUser);
    }
}
