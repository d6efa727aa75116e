package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Nearest;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.syntax.sshd.MatchBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What sshd would refuse, or silently never match, in the criteria of a Match block; tried on OpenSSH 8.4, 9.2 and 10.0. */
final class CriteriaCheck {
    private static final List<String> WITH_VALUE = List.of("User", "Group", "Host", "Address", "LocalAddress",
            "LocalPort",
            "RDomain", "Version");
    private static final Set<String> OF_THE_CLIENT = Set.of("canonical", "final", "exec", "localnetwork", "tagged",
            "originalhost", "localuser");

    private final Place place;
    private final Findings findings;

    private CriteriaCheck(Place place, Findings findings) {
        this.place = place;
        this.findings = findings;
    }

    /** Reports to the findings. */
    static void check(String criteria, Place place, Findings findings) {
        List<String> words = MatchBlock.words(criteria);
        new CriteriaCheck(place, findings).words(words);
    }

    private void words(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String name = words.get(i);
            if (name.equals("All")) {
                if (words.size() > 1) {
                    findings.error(place, "Match All takes no other criteria", "write All alone");
                    return;
                }
            } else if (WITH_VALUE.contains(name)) {
                i++;
                if (i == words.size()) {
                    findings.error(place, name + " has no value", "write " + name + " and a list with commas");
                    return;
                }
                value(name, words.get(i));
            } else if (!name.equals("Invalid-User")) {
                unknown(name, i > 0);
                return;
            }
        }
    }

    /** An account's name may have an {@code @} in it, but no address comes behind it. */
    private static boolean hasAnAddress(String pattern) {
        return pattern.matches(".*@[0-9A-Fa-f.:*?/]*([0-9:*?])");
    }

    private void unknown(String name, boolean behindAnother) {
        if (OF_THE_CLIENT.contains(name)) {
            findings.error(place, name + " is a criterion of ssh_config, not of sshd", "write User, Group, Address …");
            return;
        }
        Diagnostic error = Diagnostic.error(place, "Match has no criterion " + name);
        findings.add(Nearest.to(name, WITH_VALUE).map(near -> error.remedy("did you mean " + near + "?"))
                .orElseGet(() -> error.remedy(behindAnother
                        ? "join a list with commas and no blanks, as in User a,b"
                        : "known: All, Invalid-User, " + String.join(", ", WITH_VALUE))));
    }

    private void value(String name, String value) {
        List<String> patterns = Arrays.asList(value.split(",", -1));
        if (patterns.contains("")) {
            findings.error(place, name + " " + value + " has an empty element",
                    "join the list with commas and no blanks, as in User a,b");
        } else if (patterns.stream().allMatch(p -> p.startsWith("!"))) {
            findings.error(place, name + " " + value + " never matches: it only excludes", "begin the list with *,");
        } else if (name.equals("User") && patterns.stream().anyMatch(CriteriaCheck::hasAnAddress)) {
            findings.error(place, "User " + value + " never matches: a user name has no address here",
                    "write User NAME Address NETWORK");
        } else if (name.equals("LocalPort") && !value.matches("[0-9]{1,5}")) {
            findings.error(place, "LocalPort takes one port", "write a block for each port");
        } else if (name.equals("Address") || name.equals("LocalAddress")) {
            patterns.stream().map(p -> p.startsWith("!") ? p.substring(1) : p).filter(p -> p.contains("/"))
                    .forEach(p -> Network.problem(p).ifPresent(
                            why -> findings.error(place, why, "write a network such as 192.0.2.0/24")));
        }
    }
}
