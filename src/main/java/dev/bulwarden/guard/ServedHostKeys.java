package dev.bulwarden.guard;

import dev.bulwarden.fact.HostKey;
import java.util.List;
import java.util.Locale;

/** HostKeyAlgorithms that no host key serves: sshd runs, and every key exchange fails. */
record ServedHostKeys() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L19");
    }

    @Override
    public List<Finding> check(Situation situation) {
        return check(situation.facts().server().map(s -> s.hostKeys()).orElse(List.of()), situation.after());
    }

    static List<Finding> check(List<HostKey> all, Settings after) {
        List<HostKey> keys = all.stream().filter(k -> k.owner().isPresent() && !k.type().isEmpty())
                .filter(k -> after.lines("hostkey").contains(k.path())).toList();
        if (keys.isEmpty() || after.value("hostkeyalgorithms").isEmpty()) {
            return List.of();
        }
        List<String> algorithms = List.of(after.value("hostkeyalgorithms").split(","));
        boolean served = keys.stream().anyMatch(key -> algorithms.stream().anyMatch(a -> serves(key, a)));
        return served
                ? List.of()
                : List.of(Finding.shutsOutAll("L19", "HostKeyAlgorithms " + String.join(",", algorithms)
                        + " holds nothing that a host key of this host serves",
                        "keep an algorithm for one of its keys"));
    }

    static boolean serves(HostKey key, String algorithm) {
        String type = key.type().toUpperCase(Locale.ROOT);
        return switch (type) {
            case "RSA" -> algorithm.startsWith("rsa-sha2-") || algorithm.startsWith("ssh-rsa");
            case "ECDSA" -> algorithm.startsWith("ecdsa-sha2-");
            case "DSA" -> algorithm.startsWith("ssh-dss");
            case "ED25519-SK", "ECDSA-SK" ->
                algorithm.startsWith("sk-") && algorithm.contains(type.toLowerCase(Locale.ROOT).replace("-sk", ""));
            default -> algorithm.startsWith("ssh-" + type.toLowerCase(Locale.ROOT));
        };
    }
}
