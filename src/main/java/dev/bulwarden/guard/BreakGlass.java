package dev.bulwarden.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * On a Proxmox VE node the file of root's keys is a link into {@code /etc/pve}, which is empty while pmxcfs is down: then no key opens root's
 * door. That is no harm as long as a password does; this warns where it no longer would.
 */
record BreakGlass() implements Guard {
    private static final String PVE = "/etc/pve/";

    @Override
    public List<String> ids() {
        return List.of("L34");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (Door door : situation.doors()) {
            boolean another = Methods.passableWithoutKey(door, door.before());
            boolean none = !Methods.passableWithoutKey(door, door.after());
            Keyring after = Keyring.of(door, door.after(), situation.facts());
            if (another && none && after.complete() && !after.usable().isEmpty() && inPve(door, situation, after)) {
                findings.add(Finding.warning("L34", "every key of " + door
                        + " lies in /etc/pve: while pmxcfs is down nobody could log in as " + door.user()
                        + "; keep one in .ssh/authorized_keys2"));
            }
        }
        return findings.stream().distinct().toList();
    }

    private static boolean inPve(Door door, Situation situation, Keyring ring) {
        List<String> files = ring.entries().stream().filter(e -> e.hindrance().isEmpty()).map(Keyring.Entry::file)
                .toList();
        return situation.facts().loginFiles().keyFiles().stream().filter(f -> f.user().equals(door.user()))
                .filter(f -> files.contains(f.walk().path())).allMatch(f -> f.walk().target().startsWith(PVE));
    }
}
