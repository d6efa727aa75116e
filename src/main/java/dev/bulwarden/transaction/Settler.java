package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.List;

/** Sees to it that nothing is planned on top of what a dead controller left. */
public interface Settler {
    /** Whether this controller does not know how it left the host. */
    boolean awaits(Host host);

    /** One pass of {@link Settling} over a login that is open, and the journal of it. */
    List<Settled> settle(Remote remote, Host host) throws RemoteFailure, InterruptedException;

    /**
     * What a survey found.
     *
     * @param held why the host must be left alone for now; empty: it need not
     */
    record Surveyed(HostFacts facts, List<Diagnostic> held) {
        public Surveyed {
            held = List.copyOf(held);
        }
    }

    /** Surveys a host; where something was left there, settles that and surveys again. */
    default Checked<Surveyed> survey(Remote remote, Host host, Survey survey)
            throws RemoteFailure, InterruptedException {
        Checked<HostFacts> first = Surveyor.ask(remote, survey);
        if (!(first instanceof Checked.Accepted<HostFacts>(var facts, var _)) || !(awaits(host) || left(facts))) {
            return first.then(f -> Checked.accepted(new Surveyed(f, List.of())));
        }
        List<Diagnostic> held = held(host, settle(remote, host));
        return held.isEmpty()
                ? Surveyor.ask(remote, survey).then(f -> Checked.accepted(new Surveyed(f, List.of())))
                : Checked.accepted(new Surveyed(facts, held));
    }

    private static boolean left(HostFacts facts) {
        return facts.state().lease().isPresent() || facts.state().transactions().containsValue("");
    }

    private static List<Diagnostic> held(Host host, List<Settled> settled) {
        List<Diagnostic> held = new ArrayList<>();
        for (Settled one : settled) {
            switch (one.outcome()) {
                case Outcome.InDoubt doubt -> held.add(one.held(host, doubt));
                case Outcome.Stranded(var id, var _, var why, var _) -> held.add(
                        Diagnostic.error("transaction " + id + " could not be undone: " + why.message())
                                .remedy("see docs/recovery.md, and: bulwarden settle " + host.name()));
                case Outcome.Unreached(var why, var _) -> held.add(why);
                case Outcome.Applied _,Outcome.RolledBack _,Outcome.Refused _,Outcome.Blocked _,Outcome.Unchanged _ -> {
                }
            }
        }
        return held;
    }
}
