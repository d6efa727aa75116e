package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.syntax.keys.AuthorizedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who needs a key has one that sshd takes today and would have none afterwards. Of our own login it is the key it came with that
 * counts. Who has none today either is only warned of: that is not this change's doing, and what we read of its files may not be all.
 */
record UsableKeys() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L12", "L13", "L14", "L15", "L16", "L17", "L18", "L34", "L35");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (Door door : situation.doors()) {
            if (Methods.needsKey(door, door.after())) {
                findings.addAll(check(door, situation.facts()));
            }
        }
        return findings.stream().distinct().toList();
    }

    private static List<Finding> check(Door door, HostFacts facts) {
        Keyring before = Keyring.of(door, door.before(), facts);
        Keyring after = Keyring.of(door, door.after(), facts);
        Optional<String> inUse = door.own() ? facts.loginFiles().keyInUse() : Optional.empty();
        if (door.own() && door.after().is("authorizedkeysfile", "none")
                && !OtherSources.any(door.after(), after, facts)) {
            return List.of(); // Methods says so, whatever is known of its keys
        }
        if (inUse.isPresent()) {
            return before.takesAs(before, inUse.get()) && !after.takesAs(before, inUse.get())
                    ? shutOut(door, after, inUse, facts)
                    : List.of();
        }
        if (!after.usable().isEmpty()) {
            return fewer(door, before, after);
        }
        if (!before.usable().isEmpty()) {
            return shutOut(door, after, Optional.empty(), facts);
        }
        return door.own() || OtherSources.any(door.after(), after, facts) ? List.of() : neverHadOne(door, after);
    }

    private static List<Finding> shutOut(Door door, Keyring after, Optional<String> key, HostFacts facts) {
        List<Hindrance> why = after.why(key);
        if (why.isEmpty()) {
            String files = door.after().value("authorizedkeysfile");
            why = List.of(new Hindrance("L14", "AuthorizedKeysFile " + files + " holds no key of it",
                    "put the keys where it looks before it is set, or keep the old file on the list"));
        }
        boolean certain = after.complete() && !OtherSources.any(door.after(), after, facts);
        return why.stream().limit(3).map(h -> certain
                ? Finding.shutsOut(h.id(), door, door + " could not log in: " + h.what(), h.remedy())
                : Finding.warning(h.id(), door + " might not log in: " + h.what())).toList();
    }

    private static List<Finding> fewer(Door door, Keyring before, Keyring after) {
        List<AuthorizedKey> lost = before.usable().stream().filter(k -> !after.takes(k.fingerprint())).toList();
        return lost.stream().limit(1).map(k -> {
            Hindrance why = after.why(Optional.of(k.fingerprint())).stream().findFirst()
                    .orElse(new Hindrance("L14", "its key " + k + " stands in no file that is read", ""));
            return Finding.warning(why.id(),
                    lost.size() + " of " + before.usable().size() + " keys of " + door + " would not be taken: "
                            + why.what());
        }).toList();
    }

    private static List<Finding> neverHadOne(Door door, Keyring after) {
        return after.complete()
                ? after.why(Optional.empty()).stream().limit(3)
                        .map(h -> Finding.warning(h.id(), door + " cannot log in, today either: " + h.what())).toList()
                : List.of();
    }
}
