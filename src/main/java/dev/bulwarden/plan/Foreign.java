package dev.bulwarden.plan;

import dev.bulwarden.change.Managed.OutsideEdit;
import dev.bulwarden.control.Overrides;
import dev.bulwarden.control.OverridingLine;
import dev.bulwarden.control.SshdEdits;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Stand;
import dev.bulwarden.control.ToolMarkers;
import dev.bulwarden.control.Wanted;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.syntax.sshd.LoginClasses.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Match blocks of others that decide what we set. */
final class Foreign {

    private Foreign() {}

    /**
     * A tree in which no foreign block decides what is asked.
     *
     * @param outside the lines commented out for that
     */
    record Result(SshdTree tree, List<OutsideEdit> outside) {}

    /** Comments out every line of a foreign block by which what is asked comes out otherwise for any login; nothing else of the block. */
    static Result silence(Wanted wanted, SshdTree tree, Population population) {
        SshdTree edited = tree;
        List<OutsideEdit> outside = new ArrayList<>();
        for (List<OverridingLine> lines = Overrides.of(wanted, edited, population).lines(); !lines
                .isEmpty(); lines = Overrides
                        .of(wanted, edited, population).lines()) {
            Map<Stand, String> items = new LinkedHashMap<>();
            lines.forEach(line -> items.putIfAbsent(line.stand(), line.setting().item().id()));
            for (Map.Entry<Stand, String> each : items.entrySet()) {
                Stand stand = each.getKey();
                String before = edited.file(stand.path()).line(stand.index()).content();
                edited = SshdEdits.commentOut(edited, stand);
                outside.add(new OutsideEdit(each.getValue(), stand.path(), before,
                        edited.file(stand.path()).line(stand.index()).content()));
            }
        }
        return new Result(edited, outside);
    }

    /** What stands between a plan and its promise: each with who is concerned, from where, and whose block it is. */
    static List<Diagnostic> gaps(Overrides overrides, SshdTree tree) {
        List<Diagnostic> gaps = new ArrayList<>();
        for (OverridingLine line : overrides.lines()) {
            gaps.add(Diagnostic.error(line.stand().place(), line.setting().keyword().name() + " would be " + line.said()
                    + " instead of " + String.join(", ", line.setting().lines()) + ", by Match "
                    + line.block().criteria() + whose(line, tree))
                    .remedy("take the line out; or let the play say foreign_match: comment_out; or, if it is meant, put the"
                            + " block under match: in the play"));
        }
        overrides.unexamined().forEach(setting -> gaps.add(Diagnostic.error("whether " + setting.keyword().name()
                + " holds for every login is not known: the Match blocks that set it tell more accounts and addresses apart than"
                + " can be looked at").remedy("let the play say foreign_match: comment_out, or simplify the blocks")));
        return gaps;
    }

    /** Of the lines commented out: between markers of another tool they may come back. */
    static List<Diagnostic> warnings(List<OutsideEdit> silenced, SshdTree before) {
        List<Diagnostic> warnings = new ArrayList<>();
        for (OutsideEdit edit : silenced) {
            var file = before.file(edit.path());
            for (int i = 0; i < file.size(); i++) {
                if (file.line(i).content().equals(edit.before())) {
                    Optional<String> whose = ToolMarkers.around(file, i);
                    int line = i + 1;
                    whose.ifPresent(w -> warnings.add(Diagnostic.warning(
                            Place.line(edit.path(), line),
                            "is commented out, but stands " + w + ", which may write it again")));
                    break;
                }
            }
        }
        return warnings;
    }

    private static String whose(OverridingLine line, SshdTree tree) {
        return ToolMarkers.around(tree.file(line.stand().path()), line.stand().index()).map(w -> ", which stands " + w)
                .orElse("");
    }

    /** Blocks that would overrule something, did they apply to any login. */
    static List<Diagnostic> sleeping(Overrides overrides, SshdTree tree) {
        return overrides.sleeping().stream().map(d -> d.place()
                .flatMap(p -> ToolMarkers.around(tree.file(p.source()), p.line() - 1))
                .map(whose -> new Diagnostic(d.severity(), d.message() + "; it stands " + whose, d.place(), d.remedy()))
                .orElse(d)).toList();
    }
}
