package dev.bulwarden.guard;

import dev.bulwarden.syntax.sshd.AddressPatterns;
import dev.bulwarden.syntax.sshd.Patterns;
import java.util.ArrayList;
import java.util.List;

/**
 * AllowUsers, DenyUsers, AllowGroups and DenyGroups shut out somebody who must get in. sshd asks them in the order DenyUsers, AllowUsers,
 * DenyGroups, AllowGroups, and all must let pass (allowed_user in auth.c). A list inside a Match block replaces the global one.
 */
record AdmissionLists() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L1", "L3", "L4");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (Door door : situation.doors()) {
            check(door, situation.after(), findings);
        }
        return findings;
    }

    private static void check(Door door, Settings global, List<Finding> findings) {
        Settings after = door.after();
        if (after.words("denyusers").stream().anyMatch(p -> names(p, door))) {
            findings.add(Finding.shutsOut("L4", door, "DenyUsers shuts out " + door, "take the account off DenyUsers"));
        }
        if (outside(after, "allowusers", door)) {
            findings.add(allow(door, "AllowUsers", outside(global, "allowusers", door)));
        }
        if (after.words("denygroups").stream().anyMatch(p -> isIn(p, door))) {
            findings.add(Finding.shutsOut("L4", door, "DenyGroups shuts out " + door, "take its group off DenyGroups"));
        }
        List<String> groups = after.words("allowgroups");
        if (!groups.isEmpty() && groups.stream().noneMatch(p -> isIn(p, door))) {
            List<String> everywhere = global.words("allowgroups");
            findings.add(allow(door, "AllowGroups",
                    !everywhere.isEmpty() && everywhere.stream().noneMatch(p -> isIn(p, door))));
        }
    }

    private static Finding allow(Door door, String keyword, boolean globallyToo) {
        return globallyToo
                ? Finding.shutsOut("L1", door, keyword + " does not let in " + door,
                        "add the account or one of its groups")
                : Finding.shutsOut("L3", door,
                        keyword + " in a Match block replaces the global list and does not let in " + door,
                        "repeat the account in that block");
    }

    private static boolean outside(Settings settings, String keyword, Door door) {
        List<String> patterns = settings.words(keyword);
        return !patterns.isEmpty() && patterns.stream().noneMatch(p -> names(p, door));
    }

    /** match_user in match.c: {@code USER} or {@code USER@HOST}; the host is a pattern or a network, and without UseDNS the address. */
    private static boolean names(String pattern, Door door) {
        int at = pattern.lastIndexOf('@');
        if (at < 0) {
            return Patterns.matches(pattern, door.user());
        }
        return Patterns.matches(pattern.substring(0, at), door.user())
                && AddressPatterns.hostAndAddress(pattern.substring(at + 1), door.address());
    }

    private static boolean isIn(String pattern, Door door) {
        return door.groups().stream().anyMatch(g -> Patterns.matches(pattern, g));
    }
}
