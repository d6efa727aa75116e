package dev.bulwarden.control;

import dev.bulwarden.fact.OpenSsh.Offers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named sets of algorithms, resolved against what a host's own binaries offer: a version table would lie, for distributions backport. The RSA
 * signatures with SHA-2 are part of the set, so a Proxmox VE node keeps the host key its peers know it by.
 */
public final class Algorithms {

    /** The only set of this version. */
    public static final String STRONG = "strong";

    private static final List<String> KEX = List.of("mlkem768x25519-sha256", "sntrup761x25519-sha512",
            "sntrup761x25519-sha512@openssh.com", "curve25519-sha256", "curve25519-sha256@libssh.org",
            "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512", "diffie-hellman-group-exchange-sha256");
    private static final List<String> CIPHERS = List.of("chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com",
            "aes128-gcm@openssh.com", "aes256-ctr", "aes192-ctr", "aes128-ctr");
    private static final List<String> MACS = List.of("hmac-sha2-512-etm@openssh.com", "hmac-sha2-256-etm@openssh.com",
            "umac-128-etm@openssh.com");
    private static final List<String> HOST_KEYS = List.of("ssh-ed25519-cert-v01@openssh.com",
            "sk-ssh-ed25519-cert-v01@openssh.com", "rsa-sha2-512-cert-v01@openssh.com",
            "rsa-sha2-256-cert-v01@openssh.com", "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "rsa-sha2-512",
            "rsa-sha2-256");

    private Algorithms() {}

    /**
     * The members of the set this host offers, in the order of preference of the set.
     *
     * @return by keyword; a keyword for which nothing would be left is not in it
     */
    static Map<String, List<String>> strong(Offers offers) {
        Map<String, List<String>> resolved = new LinkedHashMap<>();
        keep(resolved, "KexAlgorithms", KEX, offers.kex());
        keep(resolved, "Ciphers", CIPHERS, offers.ciphers());
        keep(resolved, "MACs", MACS, offers.macs());
        keep(resolved, "HostKeyAlgorithms", HOST_KEYS, offers.hostKey());
        return resolved;
    }

    /** The keywords a set is made of. */
    static List<String> keywords() {
        return List.of("KexAlgorithms", "Ciphers", "MACs", "HostKeyAlgorithms");
    }

    private static void keep(Map<String, List<String>> resolved, String keyword, List<String> set,
            List<String> offered) {
        List<String> kept = new ArrayList<>(set);
        kept.retainAll(offered);
        if (!kept.isEmpty()) {
            resolved.put(keyword, kept);
        }
    }
}
