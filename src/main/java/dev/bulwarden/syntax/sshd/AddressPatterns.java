package dev.bulwarden.syntax.sshd;

/** Comma lists of addresses, networks and wildcards, as {@code addrmatch.c} reads them. */
public final class AddressPatterns {

    private AddressPatterns() {}

    /** False when a network has host bits set or too many bits, or nothing stands between two commas. */
    static boolean valid(String list) {
        return AddressElements.parse(list).valid();
    }

    /** 1: one fits and no negated one; -1: a negated one fits; 0: none, nor when the address is not numeric. */
    public static int list(String list, String address) {
        return IpAddress.parse(address).map(numeric -> AddressElements.parse(list).of(numeric, address)).orElse(0);
    }

    /**
     * Whether {@code match_host_and_ip} is met by a client that is known by its address alone, as with {@code UseDNS no}: the test of
     * {@code USER@HOST} in AllowUsers and DenyUsers, and of {@code from=} of a key. Its text is held against the list once more, as a name.
     */
    public static boolean hostAndAddress(String list, String address) {
        return AddressList.from(list).matches(address);
    }
}
