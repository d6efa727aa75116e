package dev.bulwarden.control;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.syntax.sshd.Line;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Match lines that are commented out while the indented lines below them are not: what looks like a block is none. */
public final class CommentedMatch {
    private static final Pattern MATCH = Pattern.compile(
            "\\s*#+\\s*Match\\s+(?:all|user|group|host|address|localaddress|localport|rdomain|version|invalid-user)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private CommentedMatch() {}

    /** A warning for each, with what the lines below it really apply to. */
    public static List<Diagnostic> warnings(SshdTree tree) {
        List<Stand> reading = tree.reading();
        List<Diagnostic> warnings = new ArrayList<>();
        for (String path : reading.stream().map(Stand::path).distinct().toList()) {
            SshdConfig file = tree.file(path);
            for (int i = 0; i < file.size(); i++) {
                if (file.line(i) instanceof Line.Comment comment && MATCH.matcher(comment.content()).matches()) {
                    int match = i;
                    int end = below(file, i);
                    List<Stand> stands = reading.stream().filter(
                            s -> s.path().equals(path) && s.index() > match && s.index() < end).distinct().toList();
                    if (!stands.isEmpty()) {
                        warnings.add(warning(path, match, stands));
                    }
                }
            }
        }
        return warnings;
    }

    /** Behind the last line that looks as if it belonged to the block. */
    private static int below(SshdConfig file, int match) {
        for (int i = match + 1; i < file.size(); i++) {
            boolean another = MATCH.matcher(file.line(i).content()).matches();
            if (another || (file.line(i) instanceof Line.Directive d && d.indent().isEmpty())) {
                return i;
            }
        }
        return file.size();
    }

    private static Diagnostic warning(String path, int match, List<Stand> stands) {
        Stand first = stands.getFirst();
        int last = stands.getLast().index() + 1;
        boolean one = stands.size() == 1;
        String lines = one
                ? "the indented line " + last + " below it is not: it"
                : "the indented lines " + (first.index() + 1) + " to " + last + " below it are not: they";
        String scope = first.block().map(b -> " to Match " + b.criteria() + " above it").orElse(" to every login");
        return Diagnostic.warning(Place.line(path, match + 1),
                "this Match line is commented out, but " + lines + (one ? " applies" : " apply") + scope)
                .remedy("comment out these lines too, or take the # away");
    }
}
