package dev.bulwarden.transaction;

import dev.bulwarden.change.FileEdit;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.plan.NetEffect;
import dev.bulwarden.plan.Reversal;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What puts a host back to where it stood before one of its transactions, in full.
 *
 * @param edits one for each file of the reversal
 */
public record Undo(List<FileEdit> edits, Reversal reversal) {
    public Undo {
        edits = List.copyOf(edits);
        Objects.requireNonNull(reversal, "reversal is null");
    }

    /**
     * Composes it, and fetches the old bytes.
     *
     * @param backups oldest first
     * @param to as {@link Reversal#of}
     */
    public static Checked<Undo> of(List<Backup> backups, String to, Remote remote)
            throws RemoteFailure, InterruptedException {
        List<Manifest> applied = backups.stream().filter(Backup::applied).map(Backup::manifest).toList();
        return switch (Reversal.of(applied, to)) {
            case Checked.Rejected<Reversal>(var why) -> new Checked.Rejected<>(why);
            case Checked.Accepted<Reversal>(var reversal, var _) -> of(reversal, remote);
        };
    }

    private static Checked<Undo> of(Reversal reversal, Remote remote) throws RemoteFailure, InterruptedException {
        List<FileEdit> edits = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (NetEffect.File file : reversal.files()) {
            switch (edit(file, remote)) {
                case Checked.Accepted<FileEdit>(var edit, var _) -> edits.add(edit);
                case Checked.Rejected<FileEdit>(var why) -> problems.addAll(why);
            }
        }
        return Checked.of(new Undo(edits, reversal), problems);
    }

    private static Checked<FileEdit> edit(NetEffect.File file, Remote remote)
            throws RemoteFailure, InterruptedException {
        Manifest.Change change = file.change();
        if (change.before().isEmpty()) {
            return Checked.accepted(new FileEdit(change.path(), change.target(), change.after(), Optional.empty(),
                    "--- " + change.path() + "\n+++ /dev/null\n"));
        }
        FileEdit.State was = change.before().get();
        return Backups.old(remote, file.oldest(), file.number(), was.digest()).then(bytes -> Checked.accepted(
                new FileEdit(change.path(), change.target(), change.after(),
                        Optional.of(new FileEdit.Content(bytes, was.mode(), was.uid(), was.gid())), "")));
    }
}
