package dev.bulwarden.guard;

import dev.bulwarden.fact.HostKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Host keys that sshd leaves out, because they are missing or others may read them, and a change after which it shows none of those keys that
 * our known_hosts believes. Host certificates and keys in an agent are not judged.
 */
record PinnedHostKeys() implements Guard {

    private static final int OTHERS = 077;

    @Override
    public List<String> ids() {
        return List.of("L30");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<HostKey> known = situation.facts().server().map(s -> s.hostKeys()).orElse(List.of());
        Settings after = situation.after();
        List<String> paths = after.lines("hostkey");
        boolean judged = !paths.isEmpty() && List.of("", "none").contains(after.value("hostkeyagent"))
                && known.stream().map(HostKey::path).toList().containsAll(paths);
        if (!judged) {
            return List.of();
        }
        List<HostKey> left = known.stream().filter(k -> paths.contains(k.path())).toList();
        List<String> dropped = left.stream().filter(k -> !loaded(k)).map(PinnedHostKeys::why).toList();
        if (!left.isEmpty() && dropped.size() == left.size()) {
            return List.of(Finding.shutsOutAll("L30", "sshd would have no host key: " + String.join(", ", dropped),
                    "give it a key of root's with mode 0600"));
        }
        List<Finding> findings = new ArrayList<>();
        if (!dropped.isEmpty()) {
            findings.add(Finding.warning("L30", "sshd leaves out a host key: " + String.join(", ", dropped),
                    "give the key to root with mode 0600, or take its HostKey line out"));
        }
        Set<String> pinned = situation.client().pinned();
        if (!pinned.isEmpty() && shows(situation.before(), known, pinned) && !shows(after, known, pinned)) {
            findings.add(Finding.shutsOutAll("L30",
                    "sshd would show no host key that we know it by: our known_hosts has only "
                            + String.join(", ", pinned.stream().sorted().toList()),
                    "first add another of its keys to known_hosts: ssh-keyscan, and compare; or keep the key"));
        }
        return findings;
    }

    private static boolean shows(Settings settings, List<HostKey> known, Set<String> pinned) {
        List<String> algorithms = List.of(settings.value("hostkeyalgorithms").split(","));
        return known.stream().filter(k -> settings.lines("hostkey").contains(k.path()) && loaded(k))
                .filter(k -> pinned.contains(type(k)))
                .anyMatch(k -> algorithms.equals(List.of(""))
                        || algorithms.stream().anyMatch(a -> ServedHostKeys.serves(k, a)));
    }

    /** The name known_hosts has for it. */
    private static String type(HostKey key) {
        return switch (key.type()) {
            case "RSA" -> "ssh-rsa";
            case "ECDSA" -> "ecdsa-sha2-nistp" + key.bits();
            default -> "ssh-" + key.type().toLowerCase(Locale.ROOT);
        };
    }

    /** sshkey_perm_ok in authfile.c: a key of root's that anybody else may touch is ignored. */
    private static boolean loaded(HostKey key) {
        return key.owner().filter(o -> o.uid() != 0 || (o.mode() & OTHERS) == 0).isPresent();
    }

    private static String why(HostKey key) {
        return key.path() + key.owner().map(o -> " has mode 0" + Integer.toOctalString(o.mode())).orElse(" is missing");
    }
}
