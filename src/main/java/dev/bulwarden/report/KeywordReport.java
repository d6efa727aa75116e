package dev.bulwarden.report;

import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A keyword of sshd_config explained from the table the program works with. */
public record KeywordReport(Keyword keyword) implements Report {
    private static final List<Dialect> RELEASES = List.of(new Dialect(8, 4), new Dialect(9, 2), new Dialect(10, 0));

    @Override
    public String text(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(keyword.name()));
        lines.add("  " + keyword.about());
        lines.add("  " + merge());
        List<String> names = keyword.names().stream().map(Keyword.Name::word).toList();
        if (names.size() > 1) {
            lines.add("  names: " + String.join(", ", names));
        }
        if (!keyword.choices().isEmpty()) {
            lines.add("  values: " + String.join(", ", keyword.choices()));
        }
        for (Dialect release : RELEASES) {
            lines.add("  " + release + ": " + in(release));
        }
        return String.join("\n", lines) + "\n";
    }

    private String merge() {
        return switch (keyword.standing()) {
            case LIVE -> switch (keyword.merge()) {
                case FIRST -> "the first value that is read counts";
                case FIRST_LINE -> "all values of the first line that is read count";
                case APPEND -> "the values of all lines count, in all files";
                case LAST -> "the last value that is read counts";
                case BY_NAME -> "for each name the first value that is read counts";
            };
            case IGNORED -> "it is read and ignored";
            case DEPRECATED -> "it is deprecated: read, ignored and complained about";
            case UNSUPPORTED -> "it is not supported here: read, ignored and complained about";
        };
    }

    private String in(Dialect release) {
        return release.spelling(keyword)
                .map(s -> (release.allowedInMatch(s) ? "also in Match blocks" : "only globally")
                        + (s.equals(keyword.name()) ? "" : ", written " + s))
                .orElse("unknown: sshd does not start with it");
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = Report.object();
        node.put("format", "bulwarden-report/1").put("command", "explain").put("keyword", keyword.name())
                .put("about", keyword.about()).put("merge", merge());
        keyword.names().forEach(n -> node.withArray("names").add(n.word()));
        RELEASES.forEach(r -> node.withObject("releases").put(r.toString(), in(r)));
        return node.put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.DONE;
    }
}
