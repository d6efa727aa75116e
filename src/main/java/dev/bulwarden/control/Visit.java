package dev.bulwarden.control;

import java.util.List;
import java.util.Objects;

/**
 * A connection as {@code sshd -T -C} is asked about it.
 *
 * @param user the account
 * @param groups the names of its groups
 * @param address numeric, where it comes from
 * @param localAddress numeric, where it arrives
 */
public record Visit(String user, List<String> groups, String address, String localAddress, int localPort) {
    public Visit {
        Objects.requireNonNull(user, "user is null");
        groups = List.copyOf(groups);
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(localAddress, "localAddress is null");
    }

    /** The argument of {@code -C}. The host name is the address, as for sshd with UseDNS no. */
    public String argument() {
        return "user=" + user + ",host=" + address + ",addr=" + address + ",laddr=" + localAddress + ",lport="
                + localPort;
    }

    /** The same account with other groups. */
    public Visit with(List<String> others) {
        return new Visit(user, others, address, localAddress, localPort);
    }
}
