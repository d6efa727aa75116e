package dev.bulwarden.control;

import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.List;
import java.util.Optional;

/** Edits of single lines of a tree. */
public final class SshdEdits {

    private static final String INDENT = "    ";

    private SshdEdits() {}

    /** Another value in a line; indent, keyword and comment stay as they are. */
    static SshdTree setValue(SshdTree tree, Stand stand, String value) {
        return tree.with(tree.file(stand.path()).setValue(stand.index(), value));
    }

    /** A line commented out. */
    public static SshdTree commentOut(SshdTree tree, Stand stand) {
        return commentOut(tree, stand.path(), stand.index());
    }

    static SshdTree commentOut(SshdTree tree, String path, int index) {
        return tree.with(tree.file(path).commentOut(index));
    }

    /** More lines of a keyword directly behind one, indented like it. */
    static SshdTree insertAfter(SshdTree tree, Stand stand, Keyword keyword, List<String> values) {
        if (values.isEmpty()) {
            return tree;
        }
        SshdConfig file = tree.file(stand.path());
        return insert(tree, file, stand.index() + 1, file.directive(stand.index()).indent(), keyword, values);
    }

    /** Lines of a keyword directly above another line, indented like it. */
    static SshdTree insertBefore(SshdTree tree, Stand stand, Keyword keyword, List<String> values) {
        SshdConfig file = tree.file(stand.path());
        return insert(tree, file, stand.index(), file.directive(stand.index()).indent(), keyword, values);
    }

    /** Lines at the end of what a block says, indented like its other lines. */
    static SshdTree insertInBlock(SshdTree tree, Stand.Block block, Keyword keyword, List<String> values) {
        Optional<Stand> last = tree.in(block).stream().reduce((_, later) -> later);
        return last.isPresent()
                ? insertAfter(tree, last.get(), keyword, values)
                : insert(tree, tree.file(block.path()), block.index() + 1, INDENT, keyword, values);
    }

    private static SshdTree insert(SshdTree tree, SshdConfig file, int index, String indent, Keyword keyword,
            List<String> values) {
        return values.isEmpty()
                ? tree
                : tree.with(file.insert(index,
                        values.stream().map(v -> indent + tree.spelling(keyword) + " " + v).toList()));
    }
}
