package dev.bulwarden.guard;

import dev.bulwarden.fact.Capabilities;
import dev.bulwarden.fact.User;
import dev.bulwarden.fact.User.Aging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Accounts that are closed whatever the key: expired, with a password that must be changed first, without a shell, or kept out by a nologin
 * file. Most of it is so today already, and then it warns; {@code UsePAM yes} makes PAM look where sshd itself did not.
 */
record AccountState() implements Guard {
    private static final long DAY = 86_400;

    @Override
    public List<String> ids() {
        return List.of("L23");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        Capabilities can = situation.facts().capabilities();
        for (Door door : situation.doors()) {
            door.account().flatMap(a -> closed(a, can.clock() / DAY)).filter(_ -> !door.own())
                    .ifPresent(why -> findings.add(warning(door, why)));
            door.account().flatMap(a -> closedByPam(a, can)).filter(_ -> door.after().is("usepam", "yes"))
                    .ifPresent(why -> {
                        if (door.before().is("usepam", "no")) {
                            findings.add(Finding.shutsOut("L23", door, "UsePAM yes locks out " + door + ": " + why,
                                    "set that right first"));
                        } else if (!door.own()) {
                            findings.add(warning(door, why));
                        }
                    });
        }
        return findings.stream().distinct().toList();
    }

    private static Finding warning(Door door, String why) {
        return Finding.warning("L23", door + " cannot log in, today either: " + why);
    }

    /** {@code allowed_user} in auth.c looks at these itself. */
    private static Optional<String> closed(User account, long today) {
        if (!account.shellUsable()) {
            return Optional.of("its shell " + account.shell() + " does not exist or cannot be executed");
        }
        return account.aging().expires().isPresent() && account.aging().expires().getAsLong() <= today
                ? Optional.of("the account has expired")
                : Optional.empty();
    }

    /** {@code pam_nologin} and the account part of {@code pam_unix}. */
    private static Optional<String> closedByPam(User account, Capabilities can) {
        if (can.noLogin() && account.uid() != 0) {
            return Optional.of("/etc/nologin or /run/nologin keeps everybody but root out");
        }
        Aging aging = account.aging();
        if (aging.changed().isEmpty()) {
            return Optional.empty();
        }
        long changed = aging.changed().getAsLong();
        if (changed == 0) {
            return Optional.of("its password must be changed first");
        }
        return aging.longest().isPresent() && can.clock() / DAY > changed + aging.longest().getAsLong()
                ? Optional.of("its password is too old and must be changed first")
                : Optional.empty();
    }
}
