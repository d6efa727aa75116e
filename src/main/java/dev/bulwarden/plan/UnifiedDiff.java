package dev.bulwarden.plan;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;

/** Two texts as a unified diff with three lines of context, as diff(1) -u prints it. */
final class UnifiedDiff {

    private static final int CONTEXT = 3;
    private static final String UNENDED = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /** Empty when the texts are equal. A file that is not there is {@code /dev/null}, and its text empty. */
    static String of(String nameBefore, String before, String nameAfter, String after) {
        List<String> old = lines(before);
        var patch = DiffUtils.diff(old, lines(after));
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(nameBefore, nameAfter, old, patch, CONTEXT);
        return diff.isEmpty() ? "" : String.join("\n", diff) + "\n";
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start) + UNENDED);
        }
        return lines;
    }
}
