package dev.bulwarden.report;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.transaction.Outcome;
import dev.bulwarden.transaction.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How transactions ended.
 *
 * @param command the command that ran them
 * @param run id of the run, under which the journal keeps it
 * @param results one a host, in inventory order
 * @param faults what went wrong here, whatever became of the hosts
 */
public record OutcomeReport(String command, String run, List<HostResult<Outcome>> results, List<Diagnostic> faults)
        implements
            Report {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'")
            .withZone(ZoneOffset.UTC);

    public OutcomeReport {
        results = List.copyOf(results);
        faults = List.copyOf(faults);
    }

    /** An outcome taken apart for showing. */
    record Told(Summary.Word word, ExitCode code, String transaction, Optional<Step> step, List<Diagnostic> why,
            Optional<Instant> settledBy, List<String> console) {
        static Told of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Unchanged _ -> told(Summary.Word.UNCHANGED, ExitCode.DONE, "", List.of());
                case Outcome.Applied(var id, var missing, var notes) -> told(Summary.Word.APPLIED, ExitCode.DONE, id,
                        Stream.concat(notes.stream(), missing.stream()).toList());
                case Outcome.Refused(var step, var why) ->
                    new Told(Summary.Word.REFUSED, ExitCode.REFUSED, "", Optional.of(step), List.of(why),
                            Optional.empty(), List.of());
                case Outcome.Blocked(var why) -> told(Summary.Word.BLOCKED, ExitCode.REFUSED, "", why);
                case Outcome.RolledBack(var id, var step, var why) -> new Told(Summary.Word.ROLLED_BACK,
                        ExitCode.ROLLED_BACK, id, Optional.of(step), List.of(why), Optional.empty(), List.of());
                case Outcome.InDoubt(var id, var step, var why, var by, var console) -> new Told(Summary.Word.IN_DOUBT,
                        ExitCode.IN_DOUBT, id, Optional.of(step), List.of(why), by, console);
                case Outcome.Stranded(var id, var step, var why, var console) -> new Told(Summary.Word.STRANDED,
                        ExitCode.IN_DOUBT, id, Optional.of(step), List.of(why), Optional.empty(), console);
                case Outcome.Unreached(var why, var unreachable) -> told(
                        unreachable ? Summary.Word.UNREACHABLE : Summary.Word.FAILED, ExitCode.ERROR, "", List.of(why));
            };
        }

        private static Told told(Summary.Word word, ExitCode code, String transaction, List<Diagnostic> why) {
            return new Told(word, code, transaction, Optional.empty(), why, Optional.empty(), List.of());
        }
    }

    /** The word of an outcome for journals, such as {@code rolled-back}. */
    public static String word(Outcome outcome) {
        return Told.of(outcome).word().text().replace(' ', '-');
    }

    /** When the host has decided alone; empty when that is not known, or the outcome is certain. */
    public static Optional<Instant> settledBy(Outcome outcome) {
        return Told.of(outcome).settledBy();
    }

    /** The reasons of an outcome in one line; empty when it needs none. */
    public static String why(Outcome outcome) {
        return String.join("; ", Told.of(outcome).why().stream().map(Diagnostic::toString).toList());
    }

    /** The transaction an outcome speaks of; empty when nothing was begun. */
    public static String transaction(Outcome outcome) {
        return Told.of(outcome).transaction();
    }

    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        Summary summary = new Summary(style);
        for (HostResult<Outcome> result : results) {
            text.append(style.bold(result.host().name())).append("  ");
            switch (result) {
                case HostResult.NotStarted<Outcome>(var _, var why) -> {
                    summary.count(Summary.Word.NOT_STARTED);
                    text.append(style.yellow("not started")).append("  ").append(why).append('\n');
                }
                case HostResult.Crashed<Outcome>(var _, var bug) -> {
                    summary.count(Summary.Word.FAILED);
                    text.append(style.red("failed")).append("  this is a fault in Bulwarden: ")
                            .append(Printable.line(String.valueOf(bug)))
                            .append('\n');
                }
                case HostResult.Done<Outcome>(var _, var outcome) -> {
                    Told told = Told.of(outcome);
                    summary.count(told.word());
                    host(text, result.host().name(), told, style);
                }
            }
        }
        text.append(summary.line()).append('\n');
        faults.forEach(f -> text.append(style.diagnostic(f)).append('\n'));
        return text.toString();
    }

    /** What is said of one host after its name. */
    static void host(StringBuilder text, String host, Told told, Style style) {
        String word = told.word().text();
        text.append(told.code() == ExitCode.DONE ? style.green(word) : style.red(word));
        told.step().ifPresent(s -> text.append(" at step ").append(s));
        if (!told.transaction().isEmpty()) {
            text.append("  transaction ").append(told.transaction());
        }
        text.append('\n');
        told.why().forEach(d -> text.append("  ").append(style.diagnostic(d).replace("\n", "\n  ")).append('\n'));
        if (told.word() == Summary.Word.ROLLED_BACK) {
            text.append("  the old files are back, the old daemon serves, a fresh login works\n");
        }
        if (told.word() == Summary.Word.IN_DOUBT) {
            text.append("  ").append(told.settledBy().map(by -> "the host settles by " + time(by)).orElse(
                    "the host has decided, or was never changed")).append("; run: bulwarden settle ").append(host)
                    .append('\n');
        }
        if (!told.console().isEmpty()) {
            text.append("  or, as root on the console of the host (see docs/recovery.md):\n");
            told.console().forEach(c -> text.append("    ").append(c).append('\n'));
        }
    }

    /** To the second, as a person reads it. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** What is said of one host for programs. */
    static void host(ObjectNode node, Outcome outcome) {
        Told told = Told.of(outcome);
        node.put("outcome", word(outcome)).put("transaction", told.transaction());
        told.step().ifPresent(s -> node.put("step", s.toString()));
        if (outcome instanceof Outcome.Applied(var _, var missing, var notes)) {
            node.set("not_rehearsed", Report.diagnostics(missing));
            node.set("notes", Report.diagnostics(notes));
        } else {
            node.set("why", Report.diagnostics(told.why()));
        }
        told.settledBy().ifPresent(by -> node.put("settled_by", by.toString()));
        told.console().forEach(node.withArray("console")::add);
    }

    @Override
    public ObjectNode json() {
        ObjectNode root = Report.object();
        root.put("format", "bulwarden-report/1").put("command", command).put("run", run);
        ArrayNode hosts = root.putArray("hosts");
        for (HostResult<Outcome> result : results) {
            ObjectNode node = hosts.addObject().put("host", result.host().name());
            switch (result) {
                case HostResult.NotStarted<Outcome>(var _, var why) ->
                    node.put("outcome", "not-started").put("why", why);
                case HostResult.Crashed<Outcome>(var _, var bug) ->
                    node.put("outcome", "failed").put("why", "fault in Bulwarden: " + bug);
                case HostResult.Done<Outcome>(var _, var outcome) -> host(node, outcome);
            }
        }
        if (!faults.isEmpty()) {
            root.set("errors", Report.diagnostics(faults));
        }
        return root.put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.worst(Stream.concat(results.stream().map(OutcomeReport::exitCode),
                faults.stream().map(_ -> ExitCode.ERROR)).toList());
    }

    private static ExitCode exitCode(HostResult<Outcome> result) {
        return switch (result) {
            case HostResult.NotStarted<Outcome> _ -> ExitCode.PENDING;
            case HostResult.Crashed<Outcome> _ -> ExitCode.ERROR;
            case HostResult.Done<Outcome>(var _, var outcome) -> Told.of(outcome).code();
        };
    }
}
