package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.TransactionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What puts a host back to where it stood before one of its transactions, but for the bytes.
 *
 * @param files those that are different today
 * @param actions inverses, last done first
 * @param managed what was managed before
 * @param protect who must still get in: those whom the newest transaction protected
 * @param notes what is not undone, and what is undone besides
 */
public record Reversal(List<NetEffect.File> files, List<Action> actions, Managed managed, List<Principal> protect,
        List<Diagnostic> notes) {
    /** {@code to} of the transaction that was applied first. */
    public static final String FIRST = "first";

    public Reversal {
        files = List.copyOf(files);
        actions = List.copyOf(actions);
        Objects.requireNonNull(managed, "managed is null");
        protect = List.copyOf(protect);
        notes = List.copyOf(notes);
    }

    /** Whether the host is where it would be put. */
    public boolean nothing() {
        return files.isEmpty() && actions.isEmpty();
    }

    /**
     * Composes it.
     *
     * @param manifests those of the transactions that were applied, oldest first
     * @param to {@link #FIRST}, or the id of the transaction whose effect goes, and that of all after it; empty: the newest one only
     */
    public static Checked<Reversal> of(List<Manifest> manifests, String to) {
        List<Manifest> applied = standing(manifests);
        if (applied.isEmpty()) {
            return Checked
                    .rejected(Diagnostic.error("nothing was ever applied to this host, so there is nothing to undo"));
        }
        int from = start(applied, to);
        if (from < 0) {
            return Checked.rejected(unknown(applied, to));
        }
        List<Manifest> undone = applied.subList(from, applied.size());
        NetEffect effect = NetEffect.of(undone);
        List<Diagnostic> notes = new ArrayList<>(missing(applied, from, to));
        notes.addAll(strangers(undone));
        return Checked.accepted(new Reversal(effect.files().stream().filter(f -> !f.unchanged()).toList(),
                effect.inverses(), from == 0 ? Managed.NOTHING : applied.get(from - 1).managed(),
                applied.getLast().protect(), notes));
    }

    /** Without those whose effect another one has taken over. */
    static List<Manifest> standing(List<Manifest> manifests) {
        Set<TransactionId> folded = new HashSet<>();
        manifests.forEach(m -> folded.addAll(m.folded()));
        return manifests.stream().filter(m -> !folded.contains(m.transaction())).toList();
    }

    private static int start(List<Manifest> applied, String to) {
        if (to.isEmpty()) {
            return applied.size() - 1;
        }
        if (to.equals(FIRST)) {
            return 0;
        }
        return applied.stream().map(m -> m.transaction().text()).toList().indexOf(to);
    }

    private static Diagnostic unknown(List<Manifest> applied, String to) {
        Optional<Manifest> holder = applied.stream()
                .filter(m -> m.folded().stream().anyMatch(id -> id.text().equals(to))).findFirst();
        return holder
                .map(m -> Diagnostic.error("transaction " + to + " was pruned; only together with " + m.transaction()
                        + " can it be undone").remedy("go further back: --to " + m.transaction()))
                .orElseGet(() -> Diagnostic.error("no transaction " + to + " was applied to this host")
                        .remedy("see them: bulwarden backups list"));
    }

    /** Transactions that the host keeps nothing of, though what is to be undone came after them. */
    private static List<Diagnostic> missing(List<Manifest> applied, int from, String to) {
        List<Diagnostic> notes = new ArrayList<>();
        for (int i = from; i < applied.size(); i++) {
            Manifest manifest = applied.get(i);
            boolean reachesBack = i > from || to.equals(FIRST);
            Set<String> known = new HashSet<>();
            applied.subList(0, i).forEach(m -> {
                known.add(m.transaction().text());
                m.folded().forEach(id -> known.add(id.text()));
            });
            boolean unsaid = manifest.previous().isEmpty() && i == 1 && from == 0;
            Optional<String> gap = manifest.previous().filter(p -> !p.isEmpty() && !known.contains(p));
            if (reachesBack && gap.isPresent()) {
                notes.add(Diagnostic.warning("not undone: transaction " + gap.get() + ", which came before "
                        + manifest.transaction() + ", and any before it that the host has no backup of; files that only"
                        + " they changed stay as they are"));
            } else if (unsaid) {
                notes.add(Diagnostic.warning("whether transactions between " + applied.getFirst().transaction()
                        + " and "
                        + manifest.transaction() + " were pruned is not known, for an earlier version of Bulwarden made"
                        + " them; files that only they changed would stay as they are"));
            }
        }
        return notes;
    }

    /** Files that somebody else changed between two of the transactions: that goes, too. */
    private static List<Diagnostic> strangers(List<Manifest> undone) {
        Map<String, Manifest> last = new HashMap<>();
        Map<String, Manifest.Change> left = new HashMap<>();
        List<Diagnostic> notes = new ArrayList<>();
        for (Manifest manifest : undone) {
            for (Manifest.Change change : manifest.files()) {
                Manifest earlier = last.put(change.target(), manifest);
                Manifest.Change was = left.put(change.target(), change);
                if (earlier != null && was != null && !was.after().equals(change.before())) {
                    notes.add(new Diagnostic(Severity.INFO, "undone, too: what somebody else did to " + change.path()
                            + " between " + earlier.transaction() + " and " + manifest.transaction(), Optional.empty(),
                            Optional.empty()));
                }
            }
        }
        return notes;
    }
}
