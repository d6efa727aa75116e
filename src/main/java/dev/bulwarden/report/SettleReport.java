package dev.bulwarden.report;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.report.OutcomeReport.Told;
import dev.bulwarden.transaction.Outcome;
import dev.bulwarden.transaction.Settled;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of transactions that were never finished.
 *
 * @param results one a host, in inventory order; an empty list: there was nothing to settle
 * @param faults what went wrong here, whatever became of the hosts
 */
public record SettleReport(List<HostResult<List<Settled>>> results, List<Diagnostic> faults) implements Report {
    public SettleReport {
        results = List.copyOf(results);
        faults = List.copyOf(faults);
    }

    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        for (HostResult<List<Settled>> result : results) {
            String host = result.host().name();
            switch (result) {
                case HostResult.NotStarted<List<Settled>>(var _, var why) ->
                    text.append(style.bold(host)).append("  ").append(style.yellow("not started")).append("  ")
                            .append(why).append('\n');
                case HostResult.Crashed<List<Settled>>(var _, var bug) ->
                    text.append(style.bold(host)).append("  ").append(style.red("failed"))
                            .append("  this is a fault in Bulwarden: ").append(Printable.line(String.valueOf(bug)))
                            .append('\n');
                case HostResult.Done<List<Settled>>(var _, var all) -> {
                    if (all.isEmpty()) {
                        text.append(style.bold(host)).append("  ").append(style.green("nothing to settle"))
                                .append('\n');
                    }
                    all.forEach(one -> settled(text, host, one, style));
                }
            }
        }
        faults.forEach(f -> text.append(style.diagnostic(f)).append('\n'));
        return text.toString();
    }

    private static void settled(StringBuilder text, String host, Settled one, Style style) {
        text.append(style.bold(host)).append("  ");
        if (one.outcome() instanceof Outcome.Unchanged) {
            text.append(style.green("cleared")).append("  an unused stage of transaction ").append(one.transaction())
                    .append('\n');
        } else {
            OutcomeReport.host(text, host, Told.of(one.outcome()), style);
        }
        if (!one.who().isEmpty()) {
            text.append("  begun by ").append(Printable.line(one.who())).append('\n');
        }
    }

    @Override
    public ObjectNode json() {
        ObjectNode root = Report.object();
        root.put("format", "bulwarden-report/1").put("command", "settle");
        ArrayNode hosts = root.putArray("hosts");
        for (HostResult<List<Settled>> result : results) {
            ObjectNode node = hosts.addObject().put("host", result.host().name());
            ArrayNode transactions = node.putArray("transactions");
            switch (result) {
                case HostResult.NotStarted<List<Settled>>(var _, var why) -> node.put("why", why);
                case HostResult.Crashed<List<Settled>>(var _, var bug) ->
                    node.put("why", "fault in Bulwarden: " + bug);
                case HostResult.Done<List<Settled>>(var _, var all) -> all.forEach(one -> {
                    ObjectNode settled = transactions.addObject();
                    OutcomeReport.host(settled, one.outcome());
                    settled.put("transaction", one.transaction()).put("who", one.who());
                });
            }
        }
        if (!faults.isEmpty()) {
            root.set("errors", Report.diagnostics(faults));
        }
        return root.put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.worst(Stream.concat(results.stream().flatMap(SettleReport::codes),
                faults.stream().map(_ -> ExitCode.ERROR)).toList());
    }

    private static Stream<ExitCode> codes(HostResult<List<Settled>> result) {
        return switch (result) {
            case HostResult.NotStarted<List<Settled>> _ -> Stream.of(ExitCode.PENDING);
            case HostResult.Crashed<List<Settled>> _ -> Stream.of(ExitCode.ERROR);
            case HostResult.Done<List<Settled>>(var _, var all) -> all.stream().map(s -> Told.of(s.outcome()).code());
        };
    }
}
