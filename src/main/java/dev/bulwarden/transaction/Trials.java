package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.fact.Staging;
import dev.bulwarden.fact.Visitor;
import dev.bulwarden.fact.Ways;
import dev.bulwarden.fact.Ways.Way;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The logins of one rehearsal, and what could not be tried. Not for several threads. */
final class Trials {
    private final Rehearsal rehearsal;
    private final Remote outer;
    private final Ways ways;
    private final Staging staging;
    private final List<Diagnostic> missing = new ArrayList<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> fromNowhere = new LinkedHashSet<>();
    private boolean twinLies;

    Trials(Rehearsal rehearsal, Remote outer, Ways ways) {
        this.rehearsal = rehearsal;
        this.outer = outer;
        this.ways = ways;
        this.staging = rehearsal.staging();
        if (ways.way() == Way.NONE && staging.files().stream().anyMatch(f -> f.target().startsWith("/etc/pam.d/"))) {
            missing.add(Diagnostic.warning("not rehearsed: what changes in /etc/pam.d: " + ways.trouble()));
        }
    }

    List<Diagnostic> missing() {
        return List.copyOf(missing);
    }

    /** Who logged in, in that order. */
    List<String> done() {
        return List.copyOf(done);
    }

    /** Why the host as it is on disk would not let our own login in; empty when it would, or when that cannot be tried. */
    Optional<Diagnostic> asItIs() throws InterruptedException {
        Visitor own = Visitor.from(rehearsal.host().login().user());
        boolean depends = Boolean.TRUE.equals(ways.depends().get(own));
        Optional<Stage.From> from = depends ? today(peer(own)) : Optional.empty();
        if (depends && from.isEmpty()) {
            missing.add(Rehearsal.missing(own.user() + " to the host as it is", noTwin(own)));
            return Optional.empty();
        }
        return login(rehearsal.host().login(), Staging.NOTHING, from, rehearsal.host().endpoint());
    }

    /** Why somebody would be turned away; empty when it got in, or when it could not be tried, which is then in {@link #missing}. */
    Optional<Diagnostic> as(Visitor visitor, Login login) throws InterruptedException {
        Optional<String> untriable = untriable(visitor);
        if (untriable.isPresent()) {
            missing.add(Rehearsal.missing(visitor.user(), untriable.get()));
            return Optional.empty();
        }
        boolean depends = Boolean.TRUE.equals(ways.depends().get(visitor));
        if (depends || ways.moves()) {
            Optional<Stage.From> from = tomorrow(peer(visitor));
            if (from.isPresent() && !twinLies) {
                Optional<Diagnostic> refused = login(login, staging, from, rehearsal.expectation().answersAt());
                if (refused.isEmpty() || !lies(visitor, refused.get())) {
                    return refused;
                }
            }
            missing.add(Rehearsal.missing(visitor.user() + (depends ? "" : " to where sshd will listen"),
                    noTwin(visitor)));
            if (depends) {
                return Optional.empty();
            }
        }
        return fromNowhere.add(visitor.user())
                ? login(login, staging, Optional.empty(), rehearsal.expectation().answersAt())
                : Optional.empty();
    }

    private Optional<String> untriable(Visitor visitor) {
        boolean own = visitor.user().equals(outer.link().user());
        return switch (ways.way()) {
            case UNIT -> Optional.empty();
            case FORK -> own || ways.others()
                    ? Optional.empty()
                    : Optional.of("without systemd this host rehearses no account but our own");
            case NONE -> {
                boolean mainOnly = staging.files().stream().allMatch(f -> f.target().startsWith("/etc/pam.d/")
                        || (f.path().equals(rehearsal.options().config()) && f.bytes().isPresent()));
                yield mainOnly && staging.groups().isEmpty()
                        ? Optional.empty()
                        : Optional.of("this host allows no private view of its files: " + ways.trouble());
            }
        };
    }

    /**
     * Whether the private network shows nothing: when our own login fails there over the files as they are, too, though over them we are
     * logged in (accounts that come over the network, say).
     */
    private boolean lies(Visitor visitor, Diagnostic refused) throws InterruptedException {
        boolean own = visitor.equals(Visitor.from(rehearsal.host().login().user()));
        Optional<Stage.From> from = today(peer(visitor));
        if (!own || from.isEmpty() || done.contains(visitor.user())
                || refused.message().contains("nothing listens on")) {
            return false;
        }
        Set<String> before = Set.copyOf(done);
        twinLies = login(rehearsal.host().login(), Staging.NOTHING, from, rehearsal.host().endpoint()).isPresent();
        done.retainAll(before);
        return twinLies;
    }

    private Optional<Diagnostic> login(Login login, Staging shown, Optional<Stage.From> from, Endpoint at)
            throws InterruptedException {
        Stage stage = new Stage(rehearsal.sshd(), rehearsal.options(), shown, ways.way(), from);
        String who = "the rehearsed login of " + login.user() + from.map(f -> " from " + f.peer()).orElse("");
        try (Remote in = rehearsal.connector().connectOver(outer, stage.command(), at, login)) {
            Optional<Diagnostic> refused = LoginProbe.asLogin(in);
            if (refused.isEmpty() && login.equals(rehearsal.host().login())) {
                refused = LoginProbe.asRoot(in);
            }
            if (refused.isEmpty()) {
                done.add(login.user());
            }
            return refused.map(why -> Diagnostic.error(who + " is of no use: " + why.message()));
        } catch (RemoteFailure e) {
            return Optional.of(Diagnostic.error(who + " failed: " + e.diagnostic().message()));
        }
    }

    private String peer(Visitor visitor) {
        return visitor.address().or(() -> ways.ours().map(Connection::peerAddress)).orElse("");
    }

    private Optional<Stage.From> today(String peer) {
        return way(peer, ways.ours().map(Arrival::today));
    }

    /** Where the host will be come to: by what its sshd will listen on, not by what we dial. */
    private Optional<Stage.From> tomorrow(String peer) {
        return way(peer, ways.ours().flatMap(ours -> Arrival.afterwards(ours, rehearsal.expectation().listens(),
                rehearsal.expectation().answersAt().address())));
    }

    private Optional<Stage.From> way(String peer, Optional<Arrival> arrival) {
        return arrival.filter(at -> ways.way() != Way.NONE && ways.noTwin().isEmpty()
                && Addresses.isNumeric(peer) && Addresses.isNumeric(at.address())
                && (Network.loopback(peer) || !Network.loopback(at.address()))
                && Addresses.sameFamily(peer, at.address()))
                .map(at -> new Stage.From(peer, at.address(), at.port(),
                        Stage.From.listeners(rehearsal.expectation())));
    }

    private String noTwin(Visitor visitor) {
        String why;
        if (twinLies) {
            why = "in a network of its own this host lets us in neither now nor then";
        } else if (ways.way() == Way.NONE) {
            why = "this host allows no network of its own: " + ways.trouble();
        } else {
            why = ways.noTwin().isEmpty() ? "no way from " + peer(visitor) + " can be imitated" : ways.noTwin();
        }
        return "what sshd says to it depends on addresses, and " + why;
    }
}
