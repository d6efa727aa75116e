package dev.bulwarden.guard;

import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Patterns;
import dev.bulwarden.syntax.sshd.UserPattern;
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
            check(door, situation, findings);
        }
        return findings;
    }

    private static void check(Door door, Situation situation, List<Finding> findings) {
        Dialect dialect = situation.dialect();
        Settings global = situation.after();
        Settings after = door.after();
        if (after.lines("denyusers").stream().anyMatch(p -> names(dialect, p, door))) {
            findings.add(Finding.shutsOut("L4", door, "DenyUsers shuts out " + door, "take the account off DenyUsers"));
        }
        if (outside(dialect, after, "allowusers", door)) {
            findings.add(allow(door, "AllowUsers", outside(dialect, global, "allowusers", door)));
        }
        if (after.lines("denygroups").stream().anyMatch(p -> isIn(p, door))) {
            findings.add(Finding.shutsOut("L4", door, "DenyGroups shuts out " + door, "take its group off DenyGroups"));
        }
        List<String> groups = after.lines("allowgroups");
        if (!groups.isEmpty() && groups.stream().noneMatch(p -> isIn(p, door))) {
            List<String> everywhere = global.lines("allowgroups");
            findings.add(allow(door, "AllowGroups",
                    !everywhere.isEmpty() && everywhere.stream().noneMatch(p -> isIn(p, door))));
        }
    }

    private static Finding allow(Door door, String keyword, boolean globallyToo) {
        if (keyword.equals("AllowUsers") && door.after().lines("allowusers").contains(door.user())) {
            return Finding.shutsOut("L1", door,
                    keyword + " does not let in " + door
                            + ": what stands behind an @ there is the address it comes from",
                    "write " + door.user().replace('@', '?') + " to name the account, as ? fits any character");
        }
        return globallyToo
                ? Finding.shutsOut("L1", door, keyword + " does not let in " + door,
                        "add the account or one of its groups")
                : Finding.shutsOut("L3", door,
                        keyword + " in a Match block replaces the global list and does not let in " + door,
                        "repeat the account in that block");
    }

    private static boolean outside(Dialect dialect, Settings settings, String keyword, Door door) {
        List<String> patterns = settings.lines(keyword);
        return !patterns.isEmpty() && patterns.stream().noneMatch(p -> names(dialect, p, door));
    }

    private static boolean names(Dialect dialect, String pattern, Door door) {
        return UserPattern.of(dialect, pattern).matches(door.user(), door.address());
    }

    private static boolean isIn(String pattern, Door door) {
        return door.groups().stream().anyMatch(g -> Patterns.matches(pattern, g));
    }
}
