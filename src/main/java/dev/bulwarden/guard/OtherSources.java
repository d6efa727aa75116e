package dev.bulwarden.guard;

import dev.bulwarden.fact.Accounts;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.LoginFiles;
import dev.bulwarden.fact.Walk;
import dev.bulwarden.fact.Walk.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys that come from a program (AuthorizedKeysCommand) or bear a certificate (TrustedUserCAKeys). Where these fail, plain keys still work:
 * only who depends on them is locked out.
 */
record OtherSources() implements Guard {
    private static final String COMMAND = "authorizedkeyscommand";
    private static final String AUTHORITIES = "trustedusercakeys";

    @Override
    public List<String> ids() {
        return List.of("L37");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (Door door : situation.doors()) {
            if (Methods.needsKey(door, door.after()) && depends(door, situation.facts())) {
                findings.addAll(check(door, situation.facts()));
            }
        }
        return findings;
    }

    /** Whether keys may come from elsewhere than a file. */
    static boolean any(Settings settings, Keyring keyring, HostFacts facts) {
        return command(settings, facts) || keyring.authorities() || (set(settings, AUTHORITIES)
                && broken(settings, facts).stream().noneMatch(w -> w.startsWith("TrustedUserCAKeys")));
    }

    /** Whether a program that can be run yields keys. */
    static boolean command(Settings settings, HostFacts facts) {
        return set(settings, COMMAND)
                && broken(settings, facts).stream().noneMatch(w -> w.startsWith("AuthorizedKeysCommand"));
    }

    private static boolean set(Settings settings, String keyword) {
        return !settings.value(keyword).isEmpty() && !settings.is(keyword, "none");
    }

    /** It gets in today, and no file holds the key it does so with. */
    private static boolean depends(Door door, HostFacts facts) {
        Keyring before = Keyring.of(door, door.before(), facts);
        Keyring after = Keyring.of(door, door.after(), facts);
        Optional<String> inUse = door.own() ? facts.loginFiles().keyInUse() : Optional.empty();
        boolean byFile = inUse.map(before::takes).orElse(!before.usable().isEmpty());
        return !byFile && after.usable().isEmpty() && before.complete() && after.complete()
                && (set(door.before(), COMMAND) || set(door.before(), AUTHORITIES));
    }

    private static List<Finding> check(Door door, HostFacts facts) {
        List<String> before = broken(door.before(), facts);
        List<String> after = broken(door.after(), facts);
        boolean left = (set(door.after(), COMMAND)
                && after.stream().noneMatch(w -> w.startsWith("AuthorizedKeysCommand")))
                || (set(door.after(), AUTHORITIES) && after.stream().noneMatch(w -> w.startsWith("TrustedUserCAKeys")));
        if (left) {
            return List.of();
        }
        String why = after.isEmpty()
                ? "AuthorizedKeysCommand and TrustedUserCAKeys would be gone, and no file holds a key of it"
                : String.join(", ", after);
        return List.of(before.isEmpty()
                ? Finding.shutsOut("L37", door, door + " could not log in: " + why,
                        "keep the one it depends on, or give the account a key in a file first")
                : Finding.warning("L37", door + " cannot log in, today either: " + why));
    }

    /** What keeps the program from being run ({@code subprocess} in misc.c), or the authorities from being read. */
    private static List<String> broken(Settings settings, HostFacts facts) {
        List<String> broken = new ArrayList<>();
        LoginFiles files = facts.loginFiles();
        if (set(settings, COMMAND)) {
            String program = settings.value(COMMAND).split(" ", 2)[0];
            files.walk(program).flatMap(w -> unrunnable(w, facts.accounts()))
                    .ifPresent(why -> broken.add("AuthorizedKeysCommand " + program + " cannot be run: " + why));
        }
        if (set(settings, AUTHORITIES)) {
            String path = settings.value(AUTHORITIES);
            files.walk(path).filter(w -> w.kind() != Kind.FILE && w.kind() != Kind.LARGE)
                    .ifPresent(w -> broken.add("TrustedUserCAKeys " + path + " cannot be read: there is no such file"));
        }
        return broken;
    }

    private static Optional<String> unrunnable(Walk walk, Accounts accounts) {
        if (walk.kind() != Kind.FILE && walk.kind() != Kind.LARGE) {
            return Optional.of("there is no such file");
        }
        return Permissions.wrong(walk, Optional.empty(), 0, accounts)
                .or(() -> walk.last().filter(s -> (s.owner().mode() & 0111) == 0)
                        .map(s -> Permissions.text(s) + ", which nobody may execute"));
    }
}
