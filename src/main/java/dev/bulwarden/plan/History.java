package dev.bulwarden.plan;

import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.playbook.Play.Placement;
import java.util.List;
import java.util.Optional;

/** What the last applied transaction asked for and this playbook no longer does. */
final class History {

    private History() {}

    /** What the newest manifest on the host says; nothing where there is none. */
    static Managed last(HostFacts facts) {
        return facts.state().manifest().map(text -> switch (ManifestFile.read("manifest", text)) {
            case Checked.Accepted<Manifest>(var manifest, var _) -> manifest.managed();
            case Checked.Rejected<Manifest> _ -> Managed.NOTHING; // of an older version; nothing can be said about it
        }).orElse(Managed.NOTHING);
    }

    /** In place nothing is taken back; a drop-in holds only what is asked today. */
    static List<Diagnostic> notes(HostFacts facts, Managed now, Placement placement) {
        String fate = switch (placement) {
            case IN_PLACE -> " is no longer managed; it stays as it is";
            case DROP_IN -> " is no longer managed";
        };
        return last(facts).items().stream().filter(item -> !now.items().contains(item))
                .map(item -> new Diagnostic(Severity.INFO, item + fate,
                        Optional.empty(), Optional.empty()))
                .toList();
    }
}
