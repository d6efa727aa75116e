package dev.bulwarden.plan;

import dev.bulwarden.change.Managed;
import dev.bulwarden.change.Managed.OutsideEdit;
import dev.bulwarden.control.SshdDropIn;
import dev.bulwarden.control.SshdInPlace;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Wanted;
import dev.bulwarden.playbook.Play.ForeignMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Brings what is asked of sshd about in its files, the way the play wants it placed. */
record Placing(DesiredState desired, Wanted wanted, Principals principals) {

    /**
     * What comes of it.
     *
     * @param outside lines a drop-in needed changed in files that are not ours
     * @param released printed keywords a drop-in had set and may let go
     * @param silenced lines of foreign Match blocks commented out
     */
    record Result(SshdTree tree, List<OutsideEdit> outside, Set<String> released, List<OutsideEdit> silenced) {
        Managed managed() {
            return new Managed(List.of(), outside);
        }
    }

    /** The edited tree; {@code last} is what the last applied transaction left in the manifest. */
    Result place(SshdTree before, Managed last) {
        SshdDropIn.Result placed = switch (desired.placement()) {
            case IN_PLACE -> new SshdDropIn.Result(SshdInPlace.apply(wanted, before), List.of(), Set.of());
            case DROP_IN -> SshdDropIn.apply(wanted, before, last);
        };
        if (desired.foreignMatch() == ForeignMatch.BLOCK) {
            return new Result(placed.tree(), placed.outside(), placed.released(), List.of());
        }
        Foreign.Result quiet = Foreign.silence(wanted, placed.tree(), principals.population());
        List<OutsideEdit> outside = new ArrayList<>(placed.outside());
        switch (desired.placement()) {
            case IN_PLACE -> {
            }
            case DROP_IN -> outside.addAll(quiet.outside());
        }
        return new Result(quiet.tree(), outside, placed.released(), quiet.outside());
    }
}
