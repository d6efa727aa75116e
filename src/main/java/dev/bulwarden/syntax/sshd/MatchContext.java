package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connection as Match criteria see it. What is empty is not known; a criterion about it is not met.
 *
 * @param groups of the user; none means there is no such user, whom no Group criterion matches
 * @param host the client's name, or its address when sshd looks up no names
 * @param address the client's, numeric
 * @param localAddress the server's, numeric
 * @param routingDomain of the connection; empty: it came over none
 * @param invalidUser whether it is known that there is no such user; {@code sshd -T} does not find out by itself
 */
public record MatchContext(Optional<String> user, Set<String> groups, Optional<String> host, Optional<String> address,
        Optional<String> localAddress, Optional<Integer> localPort, Optional<String> routingDomain,
        boolean invalidUser) {
    public MatchContext {
        groups = Set.copyOf(groups);
    }

    /** Nothing known: only {@code Match all} applies. */
    public static MatchContext none() {
        return new MatchContext(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), false);
    }

    /** No login at all, but a port on which none arrives: {@code sshd -T -C lport=1}. Without a port sshd refuses to judge Match LocalPort. */
    public static MatchContext noLogin() {
        return new MatchContext(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(1), Optional.empty(), false);
    }

    /** A user on a connection, the client's host name being its address, as with {@code UseDNS no}. */
    public static MatchContext of(String user, Set<String> groups, String address, String localAddress,
            int localPort) {
        return new MatchContext(Optional.of(user), groups, Optional.of(address), Optional.of(address),
                Optional.of(localAddress), Optional.of(localPort), Optional.empty(), false);
    }

    /** The argument of {@code sshd -T -C}; empty text: without {@code -C}. */
    public String argument() {
        List<String> parts = new ArrayList<>();
        user.ifPresent(value -> parts.add("user=" + value));
        host.ifPresent(value -> parts.add("host=" + value));
        address.ifPresent(value -> parts.add("addr=" + value));
        localAddress.ifPresent(value -> parts.add("laddr=" + value));
        localPort.ifPresent(value -> parts.add("lport=" + value));
        routingDomain.ifPresent(value -> parts.add("rdomain=" + value));
        if (invalidUser) {
            parts.add("invalid-user");
        }
        return String.join(",", parts);
    }
}
