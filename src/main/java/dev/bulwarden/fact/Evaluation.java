package dev.bulwarden.fact;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the real sshd about the files as they are and as they would be. The candidates are held in memory, in a mount namespace of their own:
 * nothing is written to the host's disk, and nobody else sees them.
 *
 * @param sshd absolute path of the program
 * @param options the daemon's own
 * @param candidates the files that would change
 * @param contexts arguments of {@code -C}; an empty one asks without
 */
public record Evaluation(String sshd, Daemon.Options options, List<Candidate> candidates, List<String> contexts)
        implements
            Probe<EvaluationResult> {
    private static final Set<String> KEYS = Set.of("before", "after", "how", "trouble");

    public Evaluation {
        Objects.requireNonNull(sshd, "sshd is null");
        Objects.requireNonNull(options, "options is null");
        candidates = List.copyOf(candidates);
        contexts = List.copyOf(contexts);
    }

    @Override
    public Command command() {
        StringBuilder data = new StringBuilder();
        data.append(Shell.word(sshd)).append('\n');
        data.append(Shell.word(String.join("\n", options.arguments()))).append('\n');
        data.append(Shell.list(contexts.stream().map(context -> context.isEmpty() ? "-" : context).toList()));
        data.append(Shell.word(options.config())).append('\n');
        data.append(Shell.word(Staging.script())).append('\n');
        data.append(new Staging(candidates, List.of()).data());
        return new Command("evaluation", script(), data.toString(), Command.Limits.USUAL);
    }

    /** The sh text that runs as root on the host; the part that stages the candidates travels as data. */
    public static String script() {
        return Shell.script("answer", "sshd", "staged", "evaluation");
    }

    @Override
    public Checked<EvaluationResult> read(Output output) {
        return Answer.read("evaluation", KEYS, output, this::result);
    }

    private EvaluationResult result(Answer answer) {
        List<SshdTest> before = tests(answer, "before");
        List<SshdTest> after = tests(answer, "after");
        String trouble = answer.one("trouble", 1).text(0).strip();
        return switch (answer.one("how", 1).plain(0)) {
            case "namespace" -> new EvaluationResult(before, asked(after), true, Optional.empty());
            case "pipe" -> new EvaluationResult(before, asked(after), false, Optional.empty());
            case "not" -> new EvaluationResult(before, List.of(), false,
                    Optional.of(trouble.isEmpty() ? "no private mount namespace can be made" : trouble));
            default -> throw new Garbled("record how is of no known kind");
        };
    }

    private List<SshdTest> tests(Answer answer, String key) {
        List<SshdTest> tests = answer.all(key, 2).stream().map(row -> {
            String context = row.text(0);
            return ServerRows.test(context.equals("-") ? "" : context, row, 1);
        }).toList();
        return key.equals("before") ? asked(tests) : tests;
    }

    private List<SshdTest> asked(List<SshdTest> tests) {
        if (!tests.stream().map(SshdTest::context).toList().equals(contexts)) {
            throw new Garbled("it answers other contexts than were asked about");
        }
        return tests;
    }
}
