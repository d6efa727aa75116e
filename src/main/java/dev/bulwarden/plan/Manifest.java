package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.fact.TransactionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one transaction did to a host; kept there, beside the backup.
 *
 * @param transaction its id on the host
 * @param run the run on the controller
 * @param operator who did it, from where
 * @param reason why, as the operator said; may be empty
 * @param at when it began, by the controller's clock
 * @param files in the order they were installed; the first one's backup has the number 11
 * @param actions what was not a file
 * @param managed what the playbook asked for
 * @param protect who had to get in afterwards besides the login in use
 * @param previous the transaction applied before this one, {@code ""}: there was none; empty: an earlier version wrote this, and it is not known
 * @param folded ids of later transactions that were pruned; this one stands for them, too
 */
public record Manifest(TransactionId transaction, String run, String operator, String reason, Instant at,
        List<Change> files,
        List<Action> actions, Managed managed, List<Principal> protect, Optional<String> previous,
        List<TransactionId> folded) {
    /** The number of the first file's backup on the host. */
    public static final int FIRST = 11;

    /** A file before and after, without its bytes. */
    public record Change(String path, String target, Optional<FileEdit.State> before, Optional<FileEdit.State> after) {
        /** What an edit does, without the bytes. */
        public static Change of(FileEdit edit) {
            return new Change(edit.path(), edit.target(), edit.before(), edit.after().map(FileEdit.Content::state));
        }
    }

    /** As earlier versions wrote it. */
    public Manifest(TransactionId transaction, String run, String operator, String reason, Instant at,
            List<Change> files, List<Action> actions, Managed managed) {
        this(transaction, run, operator, reason, at, files, actions, managed, List.of(), Optional.empty(), List.of());
    }

    public Manifest {
        Objects.requireNonNull(transaction, "transaction is null");
        Objects.requireNonNull(at, "at is null");
        Objects.requireNonNull(managed, "managed is null");
        files = List.copyOf(files);
        actions = List.copyOf(actions);
        protect = List.copyOf(protect);
        Objects.requireNonNull(previous, "previous is null");
        folded = List.copyOf(folded);
    }
}
