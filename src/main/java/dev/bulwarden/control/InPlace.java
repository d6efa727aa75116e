package dev.bulwarden.control;

import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.MatchBlock;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a global keyword the way a person would: the line that decides it is edited where it stands; else a placeholder is uncommented; else
 * a line is put after the last active global line of the main file, and so never inside a Match block.
 */
final class InPlace {

    private InPlace() {}

    /**
     * The tree in which this keyword has this value.
     *
     * @param lines what each line says after the keyword; one, unless the keyword is written one value a line
     */
    static SshdTree set(SshdTree tree, Keyword keyword, List<String> lines) {
        List<Stand> stands = tree.global(keyword);
        Optional<Stand> dropping = tree.dropping(keyword);
        if (dropping.isPresent()) {
            return above(tree, keyword, stands, dropping.get(), lines);
        }
        if (stands.isEmpty()) {
            return add(tree, keyword, lines);
        }
        return edit(tree, keyword, stands, lines);
    }

    /** The same, where lines of the keyword stand already: all global, or all in one Match block. */
    static SshdTree edit(SshdTree tree, Keyword keyword, List<Stand> stands, List<String> lines) {
        return switch (keyword.merge(tree.dialect())) {
            case FIRST, FIRST_LINE -> SshdEdits.setValue(tree, stands.getFirst(), lines.getFirst());
            case LAST -> SshdEdits.setValue(tree, stands.getLast(), lines.getFirst());
            case APPEND -> accumulate(tree, keyword, stands, lines);
            case BY_NAME -> byName(tree, keyword, stands, lines);
        };
    }

    /** Above the line that makes this release drop the keyword; lines below it say nothing and are commented out. */
    private static SshdTree above(SshdTree tree, Keyword keyword, List<Stand> stands, Stand dropping,
            List<String> lines) {
        List<Stand> read = tree.reading();
        SshdTree edited = tree;
        Optional<Stand> heeded = Optional.empty();
        for (Stand stand : stands) {
            if (read.indexOf(stand) < read.indexOf(dropping)) {
                heeded = Optional.of(stand);
            } else {
                edited = SshdEdits.commentOut(edited, stand);
            }
        }
        return heeded.isPresent()
                ? SshdEdits.setValue(edited, heeded.get(), lines.getFirst())
                : SshdEdits.insertBefore(edited, dropping, keyword, lines);
    }

    /** Lines that already say one of the values stay; others are given a missing value or commented out; the rest follows the last. */
    private static SshdTree accumulate(SshdTree tree, Keyword keyword, List<Stand> stands, List<String> lines) {
        List<String> missing = new ArrayList<>(lines);
        List<Stand> wrong = new ArrayList<>(stands);
        wrong.removeIf(stand -> missing.removeIf(line -> says(tree, stand, line)));
        SshdTree edited = tree;
        for (Stand stand : wrong) {
            edited = missing.isEmpty()
                    ? SshdEdits.commentOut(edited, stand)
                    : SshdEdits.setValue(edited, stand, missing.removeFirst());
        }
        return SshdEdits.insertAfter(edited, stands.getLast(), keyword, missing);
    }

    /** Whether a line already says one of the wanted values. */
    private static boolean says(SshdTree tree, Stand stand, String value) {
        return Alone.printed(tree, stand.keyword(), List.of(stand.value()))
                .equals(Alone.printed(tree, stand.keyword(), List.of(value)));
    }

    private static SshdTree byName(SshdTree tree, Keyword keyword, List<Stand> stands, List<String> lines) {
        SshdTree edited = tree;
        List<String> missing = new ArrayList<>();
        for (String line : lines) {
            Optional<Stand> same = stands.stream().filter(s -> name(line).equals(first(s))).findFirst();
            if (same.isPresent()) {
                edited = SshdEdits.setValue(edited, same.get(), line);
            } else {
                missing.add(line);
            }
        }
        return SshdEdits.insertAfter(edited, stands.getLast(), keyword, missing);
    }

    private static SshdTree add(SshdTree tree, Keyword keyword, List<String> lines) {
        SshdConfig main = tree.mainFile();
        List<String> written = lines.stream().map(line -> tree.spelling(keyword) + " " + line).toList();
        List<Integer> placeholders = main.placeholders(tree.dialect(), keyword);
        if (!placeholders.isEmpty()) {
            int first = placeholders.getFirst();
            SshdConfig edited = main.replace(first, written.getFirst());
            return tree
                    .with(written.size() == 1 ? edited : edited.insert(first + 1, written.subList(1, written.size())));
        }
        return tree.with(main.insert(afterLastGlobal(main), written));
    }

    /** Behind the last active global line; without one, before the first Match block, or at the end. */
    private static int afterLastGlobal(SshdConfig main) {
        return main.lastGlobal().isPresent()
                ? main.lastGlobal().getAsInt() + 1
                : main.blocks().stream().findFirst().map(MatchBlock::first).orElse(main.size());
    }

    private static String name(String line) {
        return line.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String first(Stand stand) {
        return name(stand.value().replace("\"", ""));
    }
}
