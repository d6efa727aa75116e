package dev.bulwarden.report;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fleet.HostResult;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something was looked at on each host, and it is either there to be shown or it could not be had.
 *
 * @param command the command that looked
 * @param results one a host, in inventory order
 */
public record ProbeReport(String command, List<HostResult<Finding>> results) implements Report {
    /**
     * What was found on one host.
     *
     * @param line for people; may be several lines, none ended by a newline
     * @param data for programs
     * @param problem why it could not be had
     */
    public record Finding(String line, ObjectNode data, Optional<Diagnostic> problem) {
        /** It is there. */
        public static Finding found(String line, ObjectNode data) {
            return new Finding(line, data, Optional.empty());
        }

        /** It could not be had. */
        public static Finding failed(Diagnostic problem) {
            return new Finding("", Report.object(), Optional.of(problem));
        }
    }

    public ProbeReport {
        results = List.copyOf(results);
    }

    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        for (HostResult<Finding> result : results) {
            text.append(style.bold(result.host().name())).append("  ").append(switch (result) {
                case HostResult.NotStarted<Finding>(var _, var why) -> style.yellow("not started") + "  " + why;
                case HostResult.Crashed<Finding>(var _, var bug) -> style.red("fault in Bulwarden") + "  "
                        + Printable.line(String.valueOf(bug));
                case HostResult.Done<Finding>(var _, var finding) ->
                    finding.problem().map(p -> style.diagnostic(p)).orElse(finding.line());
            }).append('\n');
        }
        return text.toString();
    }

    @Override
    public ObjectNode json() {
        ObjectNode root = Report.object();
        root.put("format", "bulwarden-report/1").put("command", command);
        ArrayNode hosts = root.putArray("hosts");
        for (HostResult<Finding> result : results) {
            ObjectNode node = hosts.addObject().put("host", result.host().name());
            switch (result) {
                case HostResult.NotStarted<Finding>(var _, var why) -> node.put("why", why);
                case HostResult.Crashed<Finding>(var _, var bug) -> node.put("why", "fault in Bulwarden: " + bug);
                case HostResult.Done<Finding>(var _, var finding) -> {
                    node.setAll(finding.data());
                    finding.problem().ifPresent(p -> node.set("diagnostics", Report.diagnostics(List.of(p))));
                }
            }
        }
        return root.put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return results.stream()
                .allMatch(r -> r instanceof HostResult.Done<Finding>(var _, var f) && f.problem().isEmpty())
                        ? ExitCode.DONE
                        : ExitCode.ERROR;
    }
}
