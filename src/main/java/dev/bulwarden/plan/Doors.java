package dev.bulwarden.plan;

import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Visit;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.guard.Door;
import dev.bulwarden.guard.Finding;
import dev.bulwarden.guard.Guard;
import dev.bulwarden.guard.Settings;
import dev.bulwarden.guard.Situation;
import dev.bulwarden.playbook.Play.Protected;
import java.util.ArrayList;
import java.util.List;

/** Puts the guards' questions for a plan. */
final class Doors {

    private Doors() {}

    /** What the guards found; a waived rule only warns, unless it concerns the login in use. */
    static List<Diagnostic> findings(HostFacts facts, DesiredState desired, SshdTree before, SshdTree after,
            List<Visit> entering, Principals principals) {
        List<Diagnostic> all = new ArrayList<>();
        List<Door> doors = new ArrayList<>();
        for (Protected who : desired.protect()) {
            if (facts.accounts().user(who.user()).isEmpty()) {
                all.add(Diagnostic.error(who.place(), "this host has no user " + who.user() + " to protect")
                        .remedy("create the account first, or take it off protect"));
            }
        }
        for (Visit visit : entering) {
            boolean own = visit.user().equals(facts.login());
            Visit then = visit.with(principals.groupsBefore(visit.user()));
            doors.add(new Door(visit.user(), own, visit.address(), visit.groups(), facts.accounts().user(visit.user()),
                    new Settings(before.predict(then).values()), new Settings(after.predict(visit).values())));
        }
        Situation situation = new Situation(facts, doors, new Settings(before.predict().values()),
                new Settings(after.predict().values()));
        Guard.findings(situation).forEach(f -> all.add(judged(f, desired)));
        return all;
    }

    private static Diagnostic judged(Finding finding, DesiredState desired) {
        boolean waived = desired.waivers().stream().anyMatch(w -> w.item().equals(finding.id()));
        Diagnostic why = finding.why();
        return waived && !why.message().contains("our own login")
                ? new Diagnostic(Severity.WARNING, why.message() + " (waived)", why.place(), why.remedy())
                : why;
    }
}
