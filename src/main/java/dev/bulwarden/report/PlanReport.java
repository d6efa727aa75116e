package dev.bulwarden.report;

import dev.bulwarden.change.FileEdit;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.transaction.Prepared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What would change where. Hosts with the same changes are shown once.
 *
 * @param results one a host, in inventory order
 * @param saved the plan file written, if one was
 * @param details evidence and unchanged effective settings are shown, too
 */
public record PlanReport(List<HostResult<Prepared>> results, Optional<Saved> saved, boolean details)
        implements
            Report {
    /** A plan file and its SHA-256, by which {@code apply --sha256} can insist on it. */
    public record Saved(String path, String sha256) {}

    public PlanReport {
        results = List.copyOf(results);
    }

    @Override
    public String text(Style style) {
        Map<PlanText.Same, List<String>> groups = new LinkedHashMap<>();
        StringBuilder rest = new StringBuilder();
        for (HostResult<Prepared> result : results) {
            if (result instanceof HostResult.Done<Prepared>(var host, Prepared.Planned(var plan, var _, var _))) {
                groups.computeIfAbsent(PlanText.same(plan), _ -> new ArrayList<>()).add(host.name());
            } else {
                rest.append(style.bold(result.host().name())).append("  ").append(trouble(result, style)).append('\n');
            }
        }
        StringBuilder text = new StringBuilder();
        groups.forEach((same, hosts) -> text.append(PlanText.group(same, hosts, details, style)).append('\n'));
        if (!rest.isEmpty()) {
            text.append(rest).append('\n');
        }
        saved.ifPresent(s -> text.append("Saved to ").append(s.path()).append("; sha256 ").append(s.sha256())
                .append("\nApply exactly this with: bulwarden apply ").append(s.path()).append(" --sha256 ")
                .append(s.sha256()).append("\n\n"));
        return text.append(summary(style)).append('\n').toString();
    }

    @Override
    public ObjectNode json() {
        ObjectNode root = Report.object();
        root.put("format", "bulwarden-report/1").put("command", "plan");
        ArrayNode hosts = root.putArray("hosts");
        for (HostResult<Prepared> result : results) {
            hosts.add(PlanJson.host(result));
        }
        saved.ifPresent(s -> root.putObject("saved").put("path", s.path()).put("sha256", s.sha256()));
        return root.put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.worst(results.stream().map(PlanReport::exitCode).toList());
    }

    @Override
    public boolean warned() {
        return results.stream()
                .anyMatch(r -> r instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var _, var _))
                        && PlanText.warned(plan));
    }

    static ExitCode exitCode(HostResult<Prepared> result) {
        return switch (result) {
            case HostResult.NotStarted<Prepared> _ -> ExitCode.PENDING;
            case HostResult.Crashed<Prepared> _ -> ExitCode.ERROR;
            case HostResult.Done<Prepared>(var _, Prepared.Failed _) -> ExitCode.ERROR;
            case HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var _, var _)) -> switch (plan) {
                case HostPlan.Converged _ -> ExitCode.DONE;
                case HostPlan.Changes _ -> ExitCode.PENDING;
                case HostPlan.Blocked _ -> ExitCode.REFUSED;
            };
        };
    }

    static String trouble(HostResult<Prepared> result, Style style) {
        return switch (result) {
            case HostResult.NotStarted<Prepared>(var _, var why) -> style.yellow("not started") + "  " + why;
            case HostResult.Crashed<Prepared>(var _, var bug) ->
                style.red("failed") + "  this is a fault in Bulwarden: " + Printable.line(String.valueOf(bug));
            case HostResult.Done<Prepared>(var _, Prepared.Failed(var why, var unreachable)) ->
                style.red(unreachable ? "unreachable" : "failed") + "\n  "
                        + style.diagnostic(why).replace("\n", "\n  ");
            case HostResult.Done<Prepared>(var _, Prepared.Planned _) -> "";
        };
    }

    private String summary(Style style) {
        Summary summary = new Summary(style);
        for (HostResult<Prepared> result : results) {
            summary.count(switch (result) {
                case HostResult.NotStarted<Prepared> _ -> Summary.Word.NOT_STARTED;
                case HostResult.Crashed<Prepared> _ -> Summary.Word.FAILED;
                case HostResult.Done<Prepared>(var _, Prepared.Failed(var _, var unreachable)) ->
                    unreachable ? Summary.Word.UNREACHABLE : Summary.Word.FAILED;
                case HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var _, var _)) -> switch (plan) {
                    case HostPlan.Converged _ -> Summary.Word.UNCHANGED;
                    case HostPlan.Changes _ -> Summary.Word.TO_CHANGE;
                    case HostPlan.Blocked _ -> Summary.Word.BLOCKED;
                };
            });
        }
        return summary.line();
    }

    static List<String> diffs(HostPlan.Changes changes) {
        return changes.edits().stream().map(FileEdit::diff).toList();
    }
}
