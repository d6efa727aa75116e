package dev.bulwarden.control;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Accounts;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A group exists and has at least these members. Users are never created, members never taken out. */
public final class Members {

    private Members() {}

    /** What is there. An account whose primary group it is counts as a member. */
    public static Evidence evidence(GroupMembers wanted, Accounts accounts) {
        boolean exists = accounts.group(wanted.group()).isPresent();
        List<String> missing = missing(wanted, accounts);
        String found = !exists
                ? "no such group"
                : missing.isEmpty() ? "all are members" : "without " + String.join(", ", missing);
        return new Evidence(wanted.item(), exists && missing.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                "group " + wanted.group() + " with " + String.join(", ", wanted.members()), found, Optional.empty());
    }

    /** The group first, then each member that is missing; none when all is there. */
    public static List<Action> actions(GroupMembers wanted, Accounts accounts) {
        List<Action> actions = new ArrayList<>();
        if (accounts.group(wanted.group()).isEmpty()) {
            actions.add(new Action.CreateGroup(wanted.group()));
        }
        missing(wanted, accounts).forEach(user -> actions.add(new Action.AddMember(wanted.group(), user)));
        return actions;
    }

    /** Members that are no accounts of the host. */
    public static List<Diagnostic> problems(GroupMembers wanted, Accounts accounts) {
        return wanted.members().stream().filter(user -> accounts.user(user).isEmpty())
                .map(user -> Diagnostic.error(wanted.item().place(),
                        "group " + wanted.group() + ": this host has no user " + user).remedy("create the user first"))
                .toList();
    }

    private static List<String> missing(GroupMembers wanted, Accounts accounts) {
        return wanted.members().stream().filter(user -> !isMember(wanted.group(), user, accounts)).toList();
    }

    private static boolean isMember(String group, String user, Accounts accounts) {
        return accounts.user(user).filter(u -> u.groups().contains(group)).isPresent()
                || accounts.group(group).filter(g -> g.members().contains(user)).isPresent();
    }
}
