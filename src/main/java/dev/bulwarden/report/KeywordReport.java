package dev.bulwarden.report;

import dev.bulwarden.syntax.sshd.CompiledDefaults;
import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A keyword of sshd_config explained from the table the program works with. */
public record KeywordReport(Keyword keyword) implements Report {
    private static final List<Dialect> RELEASES = CompiledDefaults.releases();

    @Override
    public String text(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(keyword.name()));
        lines.add("  " + keyword.about());
        lines.add("  " + merge());
        List<String> names = keyword.names().stream().map(Keyword.Name::word).distinct().toList();
        if (names.size() > 1) {
            lines.add("  also called: " + String.join(", ", names.subList(1, names.size())));
        }
        lines.add("  values: " + KeywordValues.of(keyword));
        for (Dialect release : RELEASES) {
            lines.add("  " + release + ": " + in(release) + byDefault(release).map(d -> "; default: " + d).orElse(""));
        }
        return String.join("\n", lines) + "\n";
    }

    private String merge() {
        return switch (keyword.standing()) {
            case LIVE, KERBEROS -> switch (keyword.merge()) {
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
                        + (s.equals(keyword.name()) ? "" : ", written " + s)
                        + (release.withoutKerberos().spelling(keyword)
                                .filter(_ -> keyword.live(release.withoutKerberos()))
                                .isPresent() == keyword.live(release) ? "" : ", where sshd is built with Kerberos"))
                .orElse("unknown: sshd does not start with it");
    }

    private Optional<String> byDefault(Dialect release) {
        List<String> lines = CompiledDefaults.of(release, keyword);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", lines));
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = Report.object();
        node.put("format", "bulwarden-report/1").put("command", "explain").put("keyword", keyword.name())
                .put("about", keyword.about()).put("merge", merge()).put("values", KeywordValues.of(keyword));
        keyword.names().forEach(n -> node.withArray("names").add(n.word()));
        RELEASES.forEach(r -> node.withObject("releases").put(r.toString(), in(r)));
        RELEASES.forEach(r -> byDefault(r).ifPresent(d -> node.withObject("defaults").put(r.toString(), d)));
        return node.put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.DONE;
    }
}
