package dev.bulwarden.transaction;

import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.plan.NetEffect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which backups go, and what is kept of them: the first transaction that was applied takes over what those after it did, so that going back
 * to before it stays possible.
 *
 * @param removed those that go
 * @param fold what the first one becomes; empty: none of those that go was applied
 */
record Retention(List<Backup> removed, Optional<Fold> fold) {
    Retention {
        removed = List.copyOf(removed);
        Objects.requireNonNull(fold, "fold is null");
    }

    /**
     * The first transaction, standing for those after it, too.
     *
     * @param first as it is
     * @param after its manifest then
     * @param copies old bytes it takes over
     */
    record Fold(Backup first, Manifest after, List<Copy> copies) {
        Fold {
            copies = List.copyOf(copies);
        }
    }

    /** The old bytes of a file: where they are, and the number they get. */
    record Copy(TransactionId transaction, int number, int as) {}

    /**
     * Decides it.
     *
     * @param backups oldest first
     * @param keep how many of the newest stay, whatever became of them; what is not decided is never counted, and goes only where the host
     *        finds it abandoned
     */
    static Retention of(List<Backup> backups, int keep) {
        Set<TransactionId> folded = new HashSet<>();
        backups.forEach(b -> folded.addAll(b.manifest().folded()));
        List<Backup> decided = backups.stream()
                .filter(b -> b.decided() && !folded.contains(b.manifest().transaction())).toList();
        Optional<Backup> first = decided.stream().filter(Backup::applied).findFirst();
        Set<Backup> kept = new HashSet<>(decided.subList(Math.max(0, decided.size() - keep), decided.size()));
        first.ifPresent(kept::add);
        List<Backup> removed = backups.stream().filter(b -> !kept.contains(b)).toList();
        List<Manifest> gone = removed.stream().filter(Backup::applied).map(Backup::manifest)
                .filter(m -> !folded.contains(m.transaction())).toList();
        return new Retention(removed, gone.isEmpty() ? Optional.empty() : first.map(f -> fold(f, gone)));
    }

    private static Fold fold(Backup first, List<Manifest> gone) {
        Manifest was = first.manifest();
        List<Manifest> all = new ArrayList<>(List.of(was));
        all.addAll(gone);
        NetEffect effect = NetEffect.of(all);
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < effect.files().size(); i++) {
            NetEffect.File file = effect.files().get(i);
            if (!file.oldest().equals(was.transaction())) {
                copies.add(new Copy(file.oldest(), file.number(), Manifest.FIRST + i));
            }
        }
        List<TransactionId> folded = new ArrayList<>(was.folded());
        gone.forEach(m -> folded.add(m.transaction()));
        Manifest last = gone.getLast();
        return new Fold(first, new Manifest(was.transaction(), was.run(), was.operator(), was.reason(), was.at(),
                effect.files().stream().map(NetEffect.File::change).toList(), effect.actions(), last.managed(),
                last.protect(), was.previous(), folded), copies);
    }
}
