package dev.bulwarden.transaction;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.GroupEdit;
import dev.bulwarden.fact.Staging;
import dev.bulwarden.fact.Visitor;
import dev.bulwarden.fact.Ways;
import dev.bulwarden.fact.WaysQuestion;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.plan.Planner;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tries a change out before it is made: the host's own sshd, over the files and groups as they would be, is logged in to as everybody who must get
 * in and whose credential we hold. Nothing is installed, no port is opened, and nothing is left but what logins leave in the host's logs.
 *
 * @param connector opens the logins
 * @param host how it is reached, and the credentials held
 * @param sshd absolute path of the host's sshd
 * @param options the daemon's own
 * @param edits files that would change
 * @param actions what would change besides files
 * @param expectation who must get in afterwards, and where
 */
record Rehearsal(Connector connector, Host host, String sshd, Daemon.Options options, List<FileEdit> edits,
        List<Action> actions, Expectation expectation) {
    Rehearsal {
        Objects.requireNonNull(connector, "connector is null");
        Objects.requireNonNull(host, "host is null");
        edits = List.copyOf(edits);
        actions = List.copyOf(actions);
    }

    /**
     * Runs it.
     *
     * @param outer a login on the host that can become root
     * @throws RemoteFailure if the host could not be asked how
     */
    Rehearsed over(Remote outer) throws RemoteFailure, InterruptedException {
        Map<Visitor, Login> visitors = visitors();
        WaysQuestion question = new WaysQuestion(sshd, options, staging(), List.copyOf(visitors.keySet()));
        return switch (Surveyor.ask(outer, question)) {
            case Checked.Rejected<Ways>(var why) -> new Rehearsed.Failed(why.getFirst());
            case Checked.Accepted<Ways>(var ways, var _) -> over(outer, ways, visitors);
        };
    }

    private Rehearsed over(Remote outer, Ways ways, Map<Visitor, Login> visitors) throws InterruptedException {
        Trials trials = new Trials(this, outer, ways);
        if (ways.stale()) {
            Optional<Diagnostic> locked = trials.asItIs();
            if (locked.isPresent()) {
                return new Rehearsed.NoWayBack(Diagnostic
                        .error("nothing safe to roll back to: sshd's files are newer than what its daemon has in force,"
                                + " and with them our login would fail: " + locked.get().message())
                        .remedy("mend the files on the host as they are now, reload sshd, then try again"));
            }
        }
        for (Map.Entry<Visitor, Login> one : visitors.entrySet()) {
            Optional<Diagnostic> refused = trials.as(one.getKey(), one.getValue());
            if (refused.isPresent()) {
                return new Rehearsed.Failed(refused.get());
            }
        }
        List<Diagnostic> missing = new ArrayList<>(trials.missing());
        expectation.principals().stream().map(Expectation.Principal::user).distinct()
                .filter(user -> visitors.keySet().stream().noneMatch(v -> v.user().equals(user)))
                .forEach(user -> missing.add(missing(user, "no credential of it is held here")));
        return new Rehearsed.Passed(trials.done(), missing);
    }

    /** Our own login, then every protected account whose credential we hold, from each of its networks. */
    private Map<Visitor, Login> visitors() {
        Map<Visitor, Login> visitors = new LinkedHashMap<>();
        visitors.put(Visitor.from(host.login().user()), host.login());
        for (Expectation.Principal principal : expectation.principals()) {
            Login login = host.credentials().get(principal.user());
            if (login != null && principal.from().isEmpty()) {
                visitors.putIfAbsent(Visitor.from(principal.user()), login);
            } else if (login != null) {
                principal.from().forEach(network -> visitors
                        .put(new Visitor(principal.user(), Optional.of(Addresses.within(network))), login));
            }
        }
        return visitors;
    }

    Staging staging() {
        return new Staging(Planner.candidates(edits),
                actions.stream().map(Rehearsal::group).toList());
    }

    private static GroupEdit group(Action action) {
        return switch (action) {
            case Action.CreateGroup(var group) ->
                new GroupEdit(GroupEdit.Kind.CREATE_GROUP, group, Optional.empty());
            case Action.DeleteGroup(var group) ->
                new GroupEdit(GroupEdit.Kind.DELETE_GROUP, group, Optional.empty());
            case Action.AddMember(var group, var user) ->
                new GroupEdit(GroupEdit.Kind.ADD_MEMBER, group, Optional.of(user));
            case Action.RemoveMember(var group, var user) ->
                new GroupEdit(GroupEdit.Kind.REMOVE_MEMBER, group, Optional.of(user));
        };
    }

    /** @param login whose, and where to if that matters */
    static Diagnostic missing(String login, String why) {
        return new Diagnostic(Severity.INFO, "not rehearsed: the login of " + login + ": " + why, Optional.empty(),
                Optional.empty());
    }
}
