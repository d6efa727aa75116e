package dev.bulwarden.guard;

import java.util.List;
import java.util.Set;

/**
 * The SSH client on our side: what it can speak, and which of the host's keys it believes. Behind jump hosts it is the same client that
 * speaks to the host: they only carry its bytes.
 *
 * @param kex key exchange methods it offers
 * @param hostKeys host key algorithms it takes
 * @param identities private keys of our own that the inventory names for the login; 1 where it names none
 * @param pinned types of the host's keys that it believes, such as {@code ssh-ed25519}; empty: not known, or an authority vouches for the host
 */
public record Client(List<String> kex, List<String> ciphers, List<String> macs, List<String> hostKeys,
        Set<String> pinned, int identities) {
    /** One key of our own. */
    public Client(List<String> kex, List<String> ciphers, List<String> macs, List<String> hostKeys,
            Set<String> pinned) {
        this(kex, ciphers, macs, hostKeys, pinned, 1);
    }

    public Client {
        kex = List.copyOf(kex);
        ciphers = List.copyOf(ciphers);
        macs = List.copyOf(macs);
        hostKeys = List.copyOf(hostKeys);
        pinned = Set.copyOf(pinned);
    }
}
