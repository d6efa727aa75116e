package dev.bulwarden.guard;

import dev.bulwarden.syntax.sshd.AddressPatterns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenSSH 9.8 and later refuse an address for some time when logins from it fail (PerSourcePenalties). What a successful login costs is
 * nothing, and this program makes one login a principal, each with a credential that is right: it has no budget to overdraw as long as one
 * failure is forgiven. A change that forgives none is worth a word, and so is one that makes penalties harsher for us.
 */
record Penalties() implements Guard {

    private static final Set<String> CAUSES = Set.of("crash", "authfail", "noauth", "grace-exceeded",
            "refuseconnection");

    @Override
    public List<String> ids() {
        return List.of("L33");
    }

    @Override
    public List<Finding> check(Situation situation) {
        Map<String, Integer> before = seconds(situation.before());
        Map<String, Integer> after = seconds(situation.after());
        Optional<Door> exposed = situation.doors().stream().filter(d -> !exempt(situation.after(), d)).findFirst();
        boolean newly = exposed.filter(d -> exempt(situation.before(), d)).isPresent();
        if (exposed.isEmpty() || after.isEmpty() || !(newly || harsher(before, after))) {
            return List.of();
        }
        int forgiven = Math.max(0, after.getOrDefault("min", 0) - 1) / Math.max(1, after.getOrDefault("authfail", 1));
        return List.of(Finding.warning("L33", "PerSourcePenalties become harsher for " + exposed.get()
                + (forgiven == 0
                        ? ": one failed login refuses that address for " + longest(after) + " seconds"
                        : ": more than " + forgiven + " failed logins in a row refuse that address"),
                "name our address and those of other hosts that log in here in PerSourcePenaltyExemptList"));
    }

    private static int longest(Map<String, Integer> after) {
        return Math.max(after.getOrDefault("authfail", 0), after.getOrDefault("min", 0));
    }

    private static boolean harsher(Map<String, Integer> before, Map<String, Integer> after) {
        return before.isEmpty()
                || CAUSES.stream().anyMatch(c -> after.getOrDefault(c, 0) > before.getOrDefault(c, 0))
                || after.getOrDefault("min", 0) < before.getOrDefault("min", 0)
                || after.getOrDefault("max", 0) > before.getOrDefault("max", 0);
    }

    private static boolean exempt(Settings settings, Door door) {
        String list = settings.value("persourcepenaltyexemptlist");
        return !list.isEmpty() && !list.equals("none") && AddressPatterns.list(list, door.address()) == 1;
    }

    /** {@code crash:90 authfail:5 … min:15}; empty when there are no penalties. */
    private static Map<String, Integer> seconds(Settings settings) {
        Map<String, Integer> seconds = new HashMap<>();
        for (String word : settings.words("persourcepenalties")) {
            int colon = word.indexOf(':');
            if (colon > 0 && word.substring(colon + 1).matches("[0-9]{1,9}")) {
                seconds.put(word.substring(0, colon), Integer.parseInt(word.substring(colon + 1)));
            }
        }
        return seconds;
    }
}
