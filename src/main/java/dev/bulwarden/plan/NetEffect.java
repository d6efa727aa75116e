package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.fact.TransactionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What transactions that followed one another did together.
 *
 * @param files each once, in the order they were first touched
 * @param actions in order; pairs that undo each other are left out
 */
public record NetEffect(List<File> files, List<Action> actions) {
    public NetEffect {
        files = List.copyOf(files);
        actions = List.copyOf(actions);
    }

    /**
     * A file before all of them and after.
     *
     * @param change before the oldest that touched it, after the newest
     * @param oldest the transaction that keeps its old bytes, and
     * @param number the number they have there
     */
    public record File(Manifest.Change change, TransactionId oldest, int number) {
        /** Whether it is as it was, or absent as it was. */
        public boolean unchanged() {
            return change.before().equals(change.after());
        }
    }

    /**
     * Composes it.
     *
     * @param manifests oldest first
     */
    public static NetEffect of(List<Manifest> manifests) {
        Map<String, File> files = new LinkedHashMap<>();
        List<Action> actions = new ArrayList<>();
        for (Manifest manifest : manifests) {
            for (int i = 0; i < manifest.files().size(); i++) {
                Manifest.Change change = manifest.files().get(i);
                files.merge(change.target(), new File(change, manifest.transaction(), Manifest.FIRST + i),
                        (old, now) -> new File(new Manifest.Change(now.change().path(), now.change().target(),
                                old.change().before(), now.change().after()), old.oldest(), old.number()));
            }
            manifest.actions().forEach(action -> add(actions, action));
        }
        return new NetEffect(List.copyOf(files.values()), actions);
    }

    /** What undoes the actions, in the order to do it. */
    public List<Action> inverses() {
        return actions.reversed().stream().map(Action::inverse).toList();
    }

    private static void add(List<Action> actions, Action action) {
        if (!actions.isEmpty() && actions.getLast().inverse().equals(action)) {
            actions.removeLast();
        } else {
            actions.add(action);
        }
    }
}
