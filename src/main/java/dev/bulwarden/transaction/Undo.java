package dev.bulwarden.transaction;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What puts a host back to where it stood before one of its transactions.
 *
 * @param edits every file that the undone transactions touched
 * @param actions inverses, last done first
 * @param managed what was managed before them
 */
public record Undo(List<FileEdit> edits, List<Action> actions, Managed managed) {
    /** {@code --to} of the transaction that was applied first. */
    public static final String FIRST = "first";

    public Undo {
        edits = List.copyOf(edits);
        actions = List.copyOf(actions);
    }

    /** A file as the newest transaction left it, and where its bytes from before the oldest are kept. */
    private record Span(Manifest newest, int newestIndex, Manifest oldest, int oldestIndex) {}

    /**
     * Composes it.
     *
     * @param backups oldest first
     * @param to {@link #FIRST}, or the id of the transaction whose effect goes, and that of all after it; empty: the newest one only
     */
    public static Checked<Undo> of(List<Backup> backups, String to, Remote remote)
            throws RemoteFailure, InterruptedException {
        List<Manifest> applied = backups.stream().filter(Backup::applied).map(Backup::manifest).toList();
        if (applied.isEmpty()) {
            return Checked
                    .rejected(Diagnostic.error("nothing was ever applied to this host, so there is nothing to undo"));
        }
        Optional<Integer> from = start(applied, to);
        if (from.isEmpty()) {
            return Checked.rejected(Diagnostic.error("no transaction " + to + " was applied to this host")
                    .remedy("see them: bulwarden backups list"));
        }
        List<Manifest> undone = applied.subList(from.get(), applied.size());
        List<FileEdit> edits = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (Map.Entry<String, Span> file : spans(undone).entrySet()) {
            switch (edit(file.getValue(), remote)) {
                case Checked.Accepted<FileEdit>(var edit, var _) -> edits.add(edit);
                case Checked.Rejected<FileEdit>(var why) -> problems.addAll(why);
            }
        }
        Managed managed = from.get() == 0 ? Managed.NOTHING : applied.get(from.get() - 1).managed();
        return Checked.of(new Undo(edits, inverses(undone), managed), problems);
    }

    private static Optional<Integer> start(List<Manifest> applied, String to) {
        if (to.isEmpty()) {
            return Optional.of(applied.size() - 1);
        }
        if (to.equals(FIRST)) {
            return Optional.of(0);
        }
        for (int i = 0; i < applied.size(); i++) {
            if (applied.get(i).transaction().text().equals(to)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Span> spans(List<Manifest> undone) {
        Map<String, Span> spans = new LinkedHashMap<>();
        for (Manifest manifest : undone) {
            for (int i = 0; i < manifest.files().size(); i++) {
                int index = i;
                spans.merge(manifest.files().get(i).target(), new Span(manifest, index, manifest, index),
                        (older, newer) -> new Span(newer.newest(), newer.newestIndex(), older.oldest(),
                                older.oldestIndex()));
            }
        }
        return spans;
    }

    private static Checked<FileEdit> edit(Span span, Remote remote) throws RemoteFailure, InterruptedException {
        Manifest.Change newest = span.newest().files().get(span.newestIndex());
        Manifest.Change oldest = span.oldest().files().get(span.oldestIndex());
        if (oldest.before().isEmpty()) {
            return Checked.accepted(new FileEdit(newest.path(), newest.target(), newest.after(), Optional.empty(),
                    "--- " + newest.path() + "\n+++ /dev/null\n"));
        }
        FileEdit.State was = oldest.before().get();
        return Backups.old(remote, span.oldest(), span.oldestIndex()).then(bytes -> Checked.accepted(
                new FileEdit(newest.path(), newest.target(), newest.after(),
                        Optional.of(new FileEdit.Content(bytes, was.mode(), was.uid(), was.gid())), "")));
    }

    private static List<Action> inverses(List<Manifest> undone) {
        List<Action> inverses = new ArrayList<>();
        for (Manifest manifest : undone.reversed()) {
            manifest.actions().reversed().forEach(a -> inverses.add(a.inverse()));
        }
        return inverses;
    }
}
