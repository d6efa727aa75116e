package dev.bulwarden.control;

import java.util.List;
import java.util.Optional;

/** Brings about what is asked of sshd by editing lines where they stand. Writes no markers and owns nothing. */
public final class SshdInPlace {

    private SshdInPlace() {}

    /** The edited tree; the same tree when everything asked for holds. */
    public static SshdTree apply(Wanted wanted, SshdTree tree) {
        SshdTree edited = tree;
        for (Wanted.AbsentBlock block : wanted.absentBlocks()) {
            edited = withoutBlock(edited, block.criteria());
        }
        for (Wanted.Absence absence : wanted.absent()) {
            for (Stand stand : edited.global(absence.keyword())) {
                edited = SshdEdits.commentOut(edited, stand);
            }
        }
        // What has to stand above another line is written once that line is there.
        for (Wanted.Setting setting : tree.dropped(wanted.settings(), Wanted.Setting::keyword, false)) {
            if (!Settings.holds(setting, edited)) {
                edited = InPlace.set(edited, setting.keyword(), setting.lines());
            }
        }
        return blocks(wanted.blocks(), edited);
    }

    private static SshdTree blocks(List<Wanted.Block> wanted, SshdTree tree) {
        SshdTree edited = arranged(wanted, tree);
        for (Wanted.Block block : wanted) {
            for (Wanted.Setting setting : tree.dropped(block.settings(), Wanted.Setting::keyword, false)) {
                edited = inBlock(edited, block.criteria(), setting);
            }
        }
        return edited;
    }

    /** Blocks that stand in an included file stay there; the others come first in the main file. */
    private static SshdTree arranged(List<Wanted.Block> wanted, SshdTree tree) {
        List<String> inMain = wanted.stream().map(Wanted.Block::criteria)
                .filter(criteria -> tree.block(criteria).map(b -> b.path().equals(tree.config().main())).orElse(true))
                .toList();
        return tree.with(MatchBlocks.arrange(tree.mainFile(), inMain));
    }

    private static SshdTree inBlock(SshdTree tree, String criteria, Wanted.Setting setting) {
        Stand.Block block = tree.block(criteria).orElseThrow();
        List<Stand> stands = tree.in(block, setting.keyword());
        if (Settings.says(stands, setting, tree)) {
            return tree;
        }
        Optional<Stand> dropping = tree.dropping(block, setting.keyword());
        if (stands.isEmpty() && dropping.isPresent()) {
            return SshdEdits.insertBefore(tree, dropping.get(), setting.keyword(), setting.lines());
        }
        if (stands.isEmpty()) {
            return SshdEdits.insertInBlock(tree, block, setting.keyword(), setting.lines());
        }
        return InPlace.edit(tree, setting.keyword(), stands, setting.lines());
    }

    /** Every block with these criteria commented out. */
    static SshdTree withoutBlock(SshdTree tree, String criteria) {
        SshdTree edited = tree;
        for (Optional<Stand.Block> block = edited.block(criteria); block.isPresent(); block = edited.block(criteria)) {
            for (Stand stand : edited.in(block.get())) {
                edited = SshdEdits.commentOut(edited, stand);
            }
            edited = SshdEdits.commentOut(edited, block.get().path(), block.get().index());
        }
        return edited;
    }
}
