package dev.bulwarden.plan;

import dev.bulwarden.change.Managed.OutsideEdit;
import dev.bulwarden.control.Asked;
import dev.bulwarden.control.Prediction;
import dev.bulwarden.control.Settings;
import dev.bulwarden.control.SshdEdits;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Stand;
import dev.bulwarden.control.Visit;
import dev.bulwarden.control.Wanted;
import dev.bulwarden.diagnostic.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Match blocks of others that decide what we set. */
final class Foreign {

    private Foreign() {}

    /**
     * A tree in which no foreign block decides what is asked.
     *
     * @param outside the lines commented out for that
     */
    record Result(SshdTree tree, List<OutsideEdit> outside) {}

    /** Comments out every deciding line of a foreign block, one after the other, until none is left for any of the visits or globally. */
    static Result silence(Wanted wanted, SshdTree tree, List<Visit> visits) {
        SshdTree edited = tree;
        List<OutsideEdit> outside = new ArrayList<>();
        for (Optional<Deciding> next = find(wanted, edited, visits); next
                .isPresent(); next = find(wanted, edited, visits)) {
            Stand stand = next.get().stand();
            String before = edited.file(stand.path()).line(stand.index()).content();
            edited = SshdEdits.commentOut(edited, stand);
            outside.add(new OutsideEdit(next.get().item(), stand.path(), before,
                    edited.file(stand.path()).line(stand.index()).content()));
        }
        return new Result(edited, outside);
    }

    private record Deciding(Stand stand, String item) {}

    private static Optional<Deciding> find(Wanted wanted, SshdTree tree, List<Visit> visits) {
        Optional<Deciding> found = find(wanted, tree, Asked.globally(wanted, tree), tree.predict());
        for (Visit visit : visits) {
            found = found.or(() -> find(wanted, tree, Asked.of(wanted, tree, visit), tree.predict(visit)));
        }
        return found;
    }

    private static Optional<Deciding> find(Wanted wanted, SshdTree tree, Asked asked, Prediction now) {
        for (Map.Entry<String, Wanted.Setting> entry : asked.settings().entrySet()) {
            String printed = entry.getKey();
            if (!Settings.agrees(entry.getValue(), now.value(printed), tree)
                    && !asked.accepts(printed, now.value(printed))) {
                Set<Place> places = new HashSet<>(now.deciding().getOrDefault(printed, List.of()));
                Optional<Stand> stand = tree.reading().stream().filter(s -> places.contains(s.place()))
                        .filter(s -> s.block().filter(b -> !ours(b, wanted, tree)).isPresent()).findFirst();
                if (stand.isPresent()) {
                    return stand.map(s -> new Deciding(s, entry.getValue().item().id()));
                }
            }
        }
        return Optional.empty();
    }

    /** The first block with criteria of ours is ours; a later one with the same is not. */
    private static boolean ours(Stand.Block block, Wanted wanted, SshdTree tree) {
        return wanted.blocks().stream().anyMatch(b -> b.criteria().equals(block.criteria()))
                && tree.block(block.criteria()).filter(block::equals).isPresent();
    }
}
