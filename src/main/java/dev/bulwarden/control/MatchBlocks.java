package dev.bulwarden.control;

import dev.bulwarden.syntax.sshd.Line;
import dev.bulwarden.syntax.sshd.MatchBlock;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the Match blocks of one file in order. A block moves whole, with the comment lines directly above it. */
final class MatchBlocks {

    private MatchBlocks() {}

    /**
     * The file with these blocks first among its blocks, in this order; those it lacks are made. Foreign blocks keep their order below. The
     * same file when they already stand so.
     *
     * @param wanted criteria, normalised
     */
    static SshdConfig arrange(SshdConfig file, List<String> wanted) {
        List<String> present = file.blocks().stream().map(MatchBlock::criteria).toList();
        if (present.size() >= wanted.size() && present.subList(0, wanted.size()).equals(wanted)) {
            return file;
        }
        SshdConfig edited = file;
        for (int i = 0; i < wanted.size(); i++) {
            edited = put(edited, wanted.get(i), i);
        }
        while (isBlankAtEnd(edited) && !isBlankAtEnd(file)) {
            edited = edited.delete(edited.size() - 1);
        }
        return edited;
    }

    private static boolean isBlankAtEnd(SshdConfig file) {
        return file.size() > 0 && file.line(file.size() - 1) instanceof Line.Blank;
    }

    /** Makes a block the i-th of its file, those before it being in place. */
    private static SshdConfig put(SshdConfig file, String criteria, int position) {
        List<MatchBlock> blocks = file.blocks();
        int before = position < blocks.size() ? blocks.get(position).first() : file.size();
        Optional<MatchBlock> existing = blocks.stream().skip(position).filter(b -> b.criteria().equals(criteria))
                .findFirst();
        if (existing.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of("Match " + criteria));
            if (before < file.size()) {
                lines.add("");
            }
            return apart(file.insert(before, lines), before);
        }
        if (existing.get().first() == before) {
            return file;
        }
        MatchBlock block = existing.get();
        SshdConfig moved = apart(file.move(block, before), before);
        MatchBlock there = moved.blocks().get(position);
        return there.end() < moved.size() ? apart(moved, there.end()) : moved;
    }

    /** A blank line above a line that has something else than a blank line above it. */
    private static SshdConfig apart(SshdConfig file, int index) {
        return index == 0 || file.line(index - 1) instanceof Line.Blank ? file : file.insert(index, List.of(""));
    }
}
