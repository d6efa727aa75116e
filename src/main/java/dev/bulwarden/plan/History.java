package dev.bulwarden.plan;

import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.playbook.Play.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the last applied transaction asked for and this playbook no longer does. */
final class History {

    private History() {}

    /** What the newest manifest on the host says; nothing where there is none. */
    static Managed last(HostFacts facts) {
        return read(facts) instanceof Checked.Accepted<Managed>(var managed, var _) ? managed : Managed.NOTHING;
    }

    /** Rejected where it is of another version, or not of the transaction in whose folder it lies. */
    private static Checked<Managed> read(HostFacts facts) {
        Optional<String> text = facts.state().manifest();
        if (text.isEmpty()) {
            return Checked.accepted(Managed.NOTHING);
        }
        Optional<String> newest = facts.state().transactions().reversed().entrySet().stream()
                .filter(e -> e.getValue().equals("applied")).map(Map.Entry::getKey).findFirst();
        String file = "/var/lib/bulwarden/" + newest.orElse("*") + "/manifest";
        return ManifestFile.read(file, text.get())
                .then(manifest -> newest.isEmpty() || newest.get().equals(manifest.transaction().text())
                        ? Checked.accepted(manifest.managed())
                        : Checked.rejected(Diagnostic.error(Place.file(file),
                                "says that it is of transaction " + manifest.transaction())));
    }

    /** In place nothing is taken back; a drop-in holds only what is asked today. */
    static List<Diagnostic> notes(HostFacts facts, Managed now, Placement placement) {
        String fate = switch (placement) {
            case IN_PLACE -> " is no longer managed; it stays as it is";
            case DROP_IN -> " is no longer managed";
        };
        Stream<Diagnostic> unread = read(facts).diagnostics().stream()
                .map(why -> Diagnostic.warning("what was managed before is not known: " + why)
                        .remedy("what the playbook no longer asks for stays as it is"));
        return Stream.concat(unread, last(facts).items().stream().filter(item -> !now.items().contains(item))
                .map(item -> new Diagnostic(Severity.INFO, item + fate, Optional.empty(), Optional.empty()))).toList();
    }
}
