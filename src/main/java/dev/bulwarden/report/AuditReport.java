package dev.bulwarden.report;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.transaction.Prepared;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which items hold where, judged as the planner judges them; nothing about changing them.
 *
 * @param results one a host, in inventory order
 * @param brief only items that fail, or of which it is not known, are shown
 */
public record AuditReport(List<HostResult<Prepared>> results, boolean brief) implements Report {
    public AuditReport {
        results = List.copyOf(results);
    }

    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        Summary summary = new Summary(style);
        for (HostResult<Prepared> result : results) {
            text.append(style.bold(result.host().name())).append(": ");
            if (result instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var _, var _))
                    && !plan.evidence().isEmpty()) {
                judged(text, plan, summary, style);
            } else if (result instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var _, var _))) {
                summary.count(Summary.Word.BLOCKED);
                text.append(style.red("cannot be judged")).append('\n');
                reasons(text, plan, style);
            } else {
                summary.count(unreachable(result) ? Summary.Word.UNREACHABLE : Summary.Word.FAILED);
                text.append(PlanReport.trouble(result, style)).append('\n');
            }
            text.append('\n');
        }
        return text.append(summary.line()).append('\n').toString();
    }

    private void judged(StringBuilder text, HostPlan plan, Summary summary, Style style) {
        boolean passes = plan.evidence().stream().noneMatch(AuditReport::isOpen);
        summary.count(passes ? Summary.Word.PASSED : Summary.Word.FAILED);
        String counted = AuditText.counted(plan.evidence());
        text.append(passes ? style.green(counted) : style.red(counted)).append('\n');
        List<Evidence> shown = plan.evidence().stream().filter(e -> !brief || isOpen(e)).toList();
        if (!shown.isEmpty()) {
            AuditText.table(shown, style).lines().forEach(l -> text.append("  ").append(l).append('\n'));
            AuditText.remarks(shown).forEach(l -> text.append("  ").append(l).append('\n'));
        }
        plan.notes().stream()
                .filter(n -> n.severity() == Severity.WARNING || (!brief && n.place().isPresent())).distinct().forEach(
                        n -> text.append("  ").append(style.diagnostic(n).replace("\n", "\n  ")).append('\n'));
    }

    /** Whether an item keeps a host from passing. */
    private static boolean isOpen(Evidence evidence) {
        return evidence.verdict() == Verdict.FAIL || evidence.verdict() == Verdict.NOT_KNOWN;
    }

    private static void reasons(StringBuilder text, HostPlan plan, Style style) {
        if (plan instanceof HostPlan.Blocked blocked) {
            blocked.why().forEach(
                    d -> text.append("  ").append(style.diagnostic(d).replace("\n", "\n  ")).append('\n'));
        }
    }

    @Override
    public ObjectNode json() {
        ObjectNode root = Report.object();
        root.put("format", "bulwarden-report/1").put("command", "audit");
        ArrayNode hosts = root.putArray("hosts");
        for (HostResult<Prepared> result : results) {
            ObjectNode node = hosts.addObject().put("host", result.host().name());
            if (result instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var _, var _))) {
                PlanJson.evidence(node, plan.evidence());
                ObjectNode counts = node.putObject("counts");
                AuditText.counts(plan.evidence()).forEach((word, count) -> counts.put(word.replace(' ', '_'), count));
                node.set("notes", Report.diagnostics(plan.notes()));
                if (plan instanceof HostPlan.Blocked blocked && plan.evidence().isEmpty()) {
                    node.set("why", Report.diagnostics(blocked.why()));
                }
            } else {
                hosts.set(hosts.size() - 1, PlanJson.host(result));
            }
        }
        return root.put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.worst(results.stream().map(AuditReport::exitCode).toList());
    }

    private static ExitCode exitCode(HostResult<Prepared> result) {
        if (result instanceof HostResult.Done<Prepared>(var _, Prepared.Planned(var plan, var _, var _))
                && !plan.evidence().isEmpty()) {
            return plan.evidence().stream().anyMatch(AuditReport::isOpen)
                    ? ExitCode.PENDING
                    : ExitCode.DONE;
        }
        return PlanReport.exitCode(result);
    }

    private static boolean unreachable(HostResult<Prepared> result) {
        return result instanceof HostResult.Done<Prepared>(var _, Prepared.Failed(var _, var nobody)) && nobody;
    }
}
