package dev.bulwarden.guard;

import dev.bulwarden.fact.OpenSsh.Offers;
import dev.bulwarden.fact.Proxmox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Nothing in common with a client in one of the lists that a key exchange needs. Client and server agree on the first of the client's names
 * that the server has, too (RFC 4253, 7.1); a cipher with integrity of its own needs no MAC.
 */
record SharedAlgorithms() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L20");
    }

    @Override
    public List<Finding> check(Situation situation) {
        Client client = situation.client();
        List<Finding> findings = new ArrayList<>();
        for (String keyword : missing(situation, client.kex(), client.ciphers(), client.macs(), client.hostKeys())) {
            findings.add(Finding.shutsOutAll("L20", keyword + " " + situation.after().value(keyword)
                    + " holds nothing that this client can speak",
                    "keep one of "
                            + String.join(",", ours(keyword, client))));
        }
        Optional<Offers> peer = situation.facts().proxmox().flatMap(Proxmox::client);
        peer.map(p -> missing(situation, p.kex(), p.ciphers(), p.macs(), p.hostKey())).filter(m -> !m.isEmpty())
                .ifPresent(m -> findings.add(Finding.warning("L20", String.join(", ", m)
                        + " would hold nothing that an ssh client configured like root's of this Proxmox VE node can speak",
                        "keep what /root/.ssh/config names")));
        return findings;
    }

    private static List<String> missing(Situation situation, List<String> kex, List<String> ciphers, List<String> macs,
            List<String> hostKeys) {
        List<String> missing = new ArrayList<>();
        Optional<String> cipher = first(situation, "ciphers", ciphers);
        note("kexalgorithms", first(situation, "kexalgorithms", kex), missing);
        note("ciphers", cipher, missing);
        if (cipher.filter(SharedAlgorithms::authenticated).isEmpty()) {
            note("macs", first(situation, "macs", macs), missing);
        }
        note("hostkeyalgorithms", first(situation, "hostkeyalgorithms", hostKeys), missing);
        return missing;
    }

    private static void note(String keyword, Optional<String> shared, List<String> missing) {
        if (shared.isEmpty()) {
            missing.add(keyword);
        }
    }

    /** What both agree on; a list that is not known on either side is taken to hold everything. */
    private static Optional<String> first(Situation situation, String keyword, List<String> theirs) {
        String value = situation.after().value(keyword);
        List<String> served = List.of(value.split(","));
        return value.isEmpty() || theirs.isEmpty()
                ? Optional.of("")
                : theirs.stream().filter(served::contains).findFirst();
    }

    private static boolean authenticated(String cipher) {
        return cipher.contains("poly1305") || cipher.contains("-gcm@");
    }

    private static List<String> ours(String keyword, Client client) {
        return switch (keyword) {
            case "kexalgorithms" -> client.kex();
            case "ciphers" -> client.ciphers();
            case "macs" -> client.macs();
            default -> client.hostKeys();
        };
    }
}
