package dev.bulwarden.plan;

import dev.bulwarden.control.SshdTree;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.guard.Client;
import dev.bulwarden.guard.Finding;
import dev.bulwarden.guard.Settings;
import dev.bulwarden.guard.Situation;
import dev.bulwarden.playbook.Play.Protected;
import java.util.ArrayList;
import java.util.List;

/** Puts the guards' questions for a plan. */
final class Doors {

    private Doors() {}

    /** What the guards found; a rule that is waived or accepted only warns, unless it concerns the login in use. */
    static List<Diagnostic> findings(HostFacts facts, DesiredState desired, Composition composition,
            Approaches approaches, Paths paths, Client client) {
        SshdTree before = composition.before();
        SshdTree after = composition.after();
        List<Diagnostic> all = new ArrayList<>(approaches.problems());
        all.addAll(approaches.notes());
        for (Protected who : desired.protect()) {
            if (facts.accounts().user(who.user()).isEmpty()) {
                all.add(Diagnostic.error(who.place(), "this host has no user " + who.user() + " to protect")
                        .remedy("create the account first, or take it off protect"));
            }
        }
        Settings then = new Settings(before.predict().values());
        Settings now = new Settings(after.predict().values());
        Asking.of(facts, paths, doors -> new Situation(facts, doors, then, now, composition.texts(), client))
                .all(approaches).forEach(f -> all.add(judged(f, desired)));
        return all;
    }

    private static Diagnostic judged(Finding finding, DesiredState desired) {
        boolean waived = desired.waivers().stream().anyMatch(w -> w.item().equals(finding.id()));
        return judged(finding, waived, desired.accepted().contains(finding.id()));
    }

    static Diagnostic judged(Finding finding, boolean waived, boolean accepted) {
        if (finding.why().severity() != Severity.ERROR || !(waived || accepted)) {
            return finding.why();
        }
        return finding.ownLogin()
                ? finding.insisted()
                : finding.overruled(waived ? "waived" : "accepted with --accept-risk");
    }
}
