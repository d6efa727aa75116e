package dev.bulwarden.guard;

import dev.bulwarden.fact.Accounts;
import dev.bulwarden.fact.Ownership;
import dev.bulwarden.fact.User;
import dev.bulwarden.fact.Walk;
import dev.bulwarden.fact.Walk.Step;
import java.util.List;
import java.util.Optional;

/** What sshd calls bad ownership or modes: {@code safe_path} in misc.c, with {@code secure_permissions} as Debian has it. */
final class Permissions {
    private static final int GROUP = 0020;
    private static final int OTHERS = 0002;

    private Permissions() {}

    /**
     * The first thing wrong with a file or the folders above it, up to and with the home folder.
     *
     * @param home the resolved home folder of the account; empty: up to the root folder
     * @param uid the account; root may own as well
     */
    static Optional<String> wrong(Walk walk, Optional<String> home, int uid, Accounts accounts) {
        List<Step> upwards = walk.steps().reversed();
        for (Step step : upwards) {
            if (!secure(step.owner(), uid, accounts)) {
                return Optional.of(text(step));
            }
            if (home.isPresent() && home.get().equals(step.path())) {
                break;
            }
        }
        return Optional.empty();
    }

    /** The first part of a ChrootDirectory that is not root's alone ({@code safely_chroot}); Debian is no laxer here. */
    static Optional<String> shared(Walk walk) {
        return walk.steps().stream().filter(s -> s.owner().uid() != 0 || (s.owner().mode() & (GROUP | OTHERS)) != 0
                || !s.folder()).findFirst().map(Permissions::text);
    }

    static String text(Step step) {
        return "%s is %s of %s:%s with mode %04o".formatted(step.path(), step.folder() ? "a folder" : "a file",
                step.owner().user(), step.owner().group(), step.owner().mode());
    }

    private static boolean secure(Ownership owner, int uid, Accounts accounts) {
        if ((owner.uid() != 0 && owner.uid() != uid) || (owner.mode() & OTHERS) != 0) {
            return false;
        }
        return (owner.mode() & GROUP) == 0 || isPrivate(owner, uid, accounts);
    }

    /** Debian takes a group that may write when its only member is the account, as primary group or listed. */
    private static boolean isPrivate(Ownership owner, int uid, Accounts accounts) {
        if (!accounts.complete()) {
            return true; // a member that was not told of may be there; sshd will say so itself
        }
        Optional<Accounts.Group> group = accounts.groups().values().stream().filter(g -> g.gid() == owner.gid())
                .findFirst();
        List<User> primary = accounts.users().values().stream().filter(u -> u.gid() == owner.gid()).toList();
        List<String> listed = group.map(Accounts.Group::members).orElse(List.of());
        Optional<String> name = accounts.users().values().stream().filter(u -> u.uid() == owner.uid()).map(User::name)
                .findFirst();
        return group.isPresent() && primary.stream().allMatch(u -> u.uid() == uid)
                && (listed.isEmpty() || listed.equals(name.map(List::of).orElse(List.of())))
                && !(primary.isEmpty() && listed.isEmpty());
    }
}
