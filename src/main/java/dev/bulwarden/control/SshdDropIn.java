package dev.bulwarden.control;

import dev.bulwarden.change.Managed;
import dev.bulwarden.change.Managed.OutsideEdit;
import dev.bulwarden.syntax.sshd.Keyword.Merge;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings about what is asked of sshd by a file of our own that is read first. What such a file cannot decide is changed where it stands,
 * recorded, and undone when its item leaves the playbook. Not thread-safe; used once.
 */
public final class SshdDropIn {

    /** The file that is wholly ours. */
    public static final String PATH = "/etc/ssh/sshd_config.d/00-bulwarden.conf";

    private static final List<String> HEADER = List.of("# Written by Bulwarden; changes made here are overwritten.");
    private static final String INCLUDE_ITEM = "sshd.placement";

    private final List<OutsideEdit> outside = new ArrayList<>();
    private SshdTree tree;

    /**
     * What comes of it.
     *
     * @param outside lines that differ, in files that are not ours, from what they would be without this playbook
     * @param released printed keywords that were set by our file or for it, and so may come out different
     */
    public record Result(SshdTree tree, List<OutsideEdit> outside, Set<String> released) {
        public Result {
            outside = List.copyOf(outside);
            released = Set.copyOf(released);
        }
    }

    private SshdDropIn(SshdTree tree) {
        this.tree = tree;
    }

    /** The tree with our file as asked; {@code last} is what the last applied transaction left in the manifest. */
    public static Result apply(Wanted wanted, SshdTree before, Managed last) {
        Set<String> released = new HashSet<>();
        before.reading().stream().filter(s -> s.path().equals(PATH))
                .forEach(s -> released.add(before.printedName(s.keyword())));
        SshdTree clean = before.with(SshdConfig.parse(PATH, ""));
        for (OutsideEdit edit : last.outside().reversed()) {
            clean = undo(clean, edit, released);
        }
        SshdDropIn dropIn = new SshdDropIn(clean);
        dropIn.include();
        List<Wanted.Setting> inside = new ArrayList<>();
        SshdTree without = clean;
        for (Wanted.Setting setting : wanted.settings()) {
            if (setting.accept().isEmpty() || !Settings.holds(setting, without)) {
                dropIn.claim(setting).ifPresent(inside::add);
            }
        }
        dropIn.absences(wanted);
        dropIn.tree = dropIn.tree.with(SshdConfig.parse(PATH, text(inside, wanted.blocks(), dropIn.tree)));
        return new Result(dropIn.tree, dropIn.outside, released);
    }

    private static SshdTree undo(SshdTree tree, OutsideEdit edit, Set<String> released) {
        SshdConfig file = tree.file(edit.path());
        for (int i = 0; i < file.size(); i++) {
            if (file.line(i).content().equals(edit.after())) {
                tree.keywordOf(edit.before()).ifPresent(k -> released.add(tree.printedName(k)));
                tree.keywordOf(edit.after()).ifPresent(k -> released.add(tree.printedName(k)));
                return tree.with(edit.before().isEmpty() ? file.delete(i) : file.replace(i, edit.before()));
            }
        }
        return tree;
    }

    /** Our file has to be read, globally; never by the glob, which would wake files that sleep. */
    private void include() {
        if (probed().stream().anyMatch(s -> s.path().equals(PATH) && s.global())) {
            return;
        }
        String line = "Include " + PATH;
        tree = tree.with(tree.mainFile().insert(0, List.of(line)));
        outside.add(new OutsideEdit(INCLUDE_ITEM, tree.config().main(), "", line));
    }

    /** What is read while our file holds one line. */
    private List<Stand> probed() {
        return tree.with(SshdConfig.parse(PATH, "Port 1\n")).reading();
    }

    /** Whether a line is read before our file is. */
    private boolean isEarlier(Stand stand) {
        return probed().stream().filter(s -> s.equals(stand) || s.path().equals(PATH)).findFirst()
                .filter(stand::equals).isPresent();
    }

    /** Silences what would win over our line; the setting itself, unless it had to be made where it stands. */
    private Optional<Wanted.Setting> claim(Wanted.Setting setting) {
        List<Stand> others = tree.global(setting.keyword());
        if (setting.keyword().merge(tree.dialect()) == Merge.BY_NAME) {
            SshdTree edited = others.isEmpty() ? tree : InPlace.edit(tree, setting.keyword(), others, setting.lines());
            record(setting.item().id(), tree, edited);
            tree = edited;
            return others.isEmpty() ? Optional.of(setting) : Optional.empty();
        }
        for (Stand stand : others) {
            boolean earlier = isEarlier(stand);
            boolean wins = switch (setting.keyword().merge(tree.dialect())) {
                case FIRST, FIRST_LINE -> earlier;
                case LAST -> !earlier;
                case APPEND -> true;
                case BY_NAME -> false;
            };
            if (wins) {
                silence(setting.item().id(), stand);
            }
        }
        return Optional.of(setting);
    }

    private void absences(Wanted wanted) {
        for (Wanted.Absence absence : wanted.absent()) {
            tree.global(absence.keyword()).forEach(stand -> silence(absence.item().id(), stand));
        }
        for (Wanted.AbsentBlock block : wanted.absentBlocks()) {
            SshdTree edited = SshdInPlace.withoutBlock(tree, block.criteria());
            record(block.item().id(), tree, edited);
            tree = edited;
        }
    }

    private void silence(String item, Stand stand) {
        SshdTree edited = SshdEdits.commentOut(tree, stand);
        record(item, tree, edited);
        tree = edited;
    }

    /** Every line that differs; these edits never change the number of lines. */
    private void record(String item, SshdTree then, SshdTree now) {
        for (SshdConfig file : now.config().files().values()) {
            SshdConfig old = then.file(file.path());
            for (int i = 0; i < file.size() && file.size() == old.size(); i++) {
                if (!file.line(i).equals(old.line(i))) {
                    outside.add(new OutsideEdit(item, file.path(), old.line(i).content(), file.line(i).content()));
                }
            }
        }
    }

    private static String text(List<Wanted.Setting> settings, List<Wanted.Block> blocks, SshdTree tree) {
        List<String> lines = new ArrayList<>(HEADER);
        tree.dropped(settings, Wanted.Setting::keyword, true)
                .forEach(s -> s.lines().forEach(line -> lines.add(tree.spelling(s.keyword()) + " " + line)));
        for (Wanted.Block block : blocks) {
            lines.add("");
            lines.add("Match " + block.criteria());
            tree.dropped(block.settings(), Wanted.Setting::keyword, true).forEach(
                    s -> s.lines().forEach(line -> lines.add("    " + tree.spelling(s.keyword()) + " " + line)));
        }
        return String.join("\n", lines) + "\n";
    }
}
