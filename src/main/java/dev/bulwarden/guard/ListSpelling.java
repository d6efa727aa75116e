package dev.bulwarden.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * Entries of AllowUsers, DenyUsers, AllowGroups and DenyGroups that mean something else than they look: separators are blanks, so a comma is
 * part of a name; {@code !} does not negate; a host name after {@code @} is only ever compared with an address unless UseDNS is on.
 */
record ListSpelling() implements Guard {

    private static final List<String> LISTS = List.of("allowusers", "denyusers", "allowgroups", "denygroups");

    @Override
    public List<String> ids() {
        return List.of("L2", "L5");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        Settings after = situation.after();
        for (String list : LISTS) {
            for (String word : after.words(list)) {
                boolean before = situation.before().words(list).contains(word);
                if (word.contains(",") || word.startsWith("!")) {
                    findings.add(spelling(list, word, before));
                } else if (list.endsWith("users") && after.is("usedns", "no") && namesAHost(word)) {
                    findings.add(hostName(list, word, before));
                }
            }
        }
        return findings;
    }

    private static Finding spelling(String list, String word, boolean before) {
        String message = list + " " + word + ": a comma or ! is part of the name, this matches nobody";
        return before
                ? Finding.warning("L2", message)
                : Finding.risk("L2", message, "separate names by blanks and use DenyUsers or DenyGroups to exclude");
    }

    private static Finding hostName(String list, String word, boolean before) {
        String message = list + " " + word + ": with UseDNS no the host name is never looked up, this matches nobody";
        return before
                ? Finding.warning("L5", message)
                : Finding.risk("L5", message, "name addresses or networks after the @");
    }

    private static boolean namesAHost(String word) {
        int at = word.lastIndexOf('@');
        return at >= 0 && word.substring(at + 1).chars()
                .anyMatch(c -> (c >= 'g' && c <= 'z') || (c >= 'G' && c <= 'Z') || c == '-');
    }
}
