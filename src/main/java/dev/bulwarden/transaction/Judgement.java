package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.EvaluationResult;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.syntax.sshd.Dump;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds what sshd says of a configuration against what was planned. */
final class Judgement {
    private Judgement() {}

    /**
     * Why staged files must not be installed.
     *
     * @param acted no action is still to be done that an evaluation waits for
     */
    static Optional<Diagnostic> of(List<Expectation.Evaluation> wanted, EvaluationResult said, boolean acted) {
        if (said.notEvaluated().isPresent()) {
            return Optional.of(Diagnostic.error("sshd could not be asked about the new files: "
                    + Clean.line(said.notEvaluated().get())));
        }
        Optional<SshdTest> broken = said.before().stream().filter(t -> t.status() != 0).findFirst();
        if (broken.isPresent()) {
            return Optional
                    .of(Diagnostic.error("nothing safe to roll back to: sshd refuses the configuration as it is now: "
                            + Clean.line(broken.get().err())));
        }
        return of(wanted, said.before(), said.after(), acted);
    }

    /**
     * The first difference between evaluations and what was planned for them, in the same order.
     *
     * @param earlier what sshd said of the files before: of what it complained then it may complain now
     */
    static Optional<Diagnostic> of(List<Expectation.Evaluation> wanted, List<SshdTest> earlier, List<SshdTest> said,
            boolean acted) {
        for (int i = 0; i < wanted.size(); i++) {
            SshdTest test = said.get(i);
            if (test.status() != 0 || !test.complaintsBeyond(earlier.get(i)).isEmpty()) {
                return Optional
                        .of(Diagnostic.error("sshd -T" + label(test.context()) + " says: " + Clean.line(test.err())
                                + (test.status() == 0 ? "" : " (exit status " + test.status() + ")")));
            }
            Dump dump = Dump.parse(test.out());
            if (dump.unreadable().isPresent()) {
                return dump.unreadable().map(why -> Diagnostic.error(Clean.line(why) + label(test.context())));
            }
            if (acted || !wanted.get(i).needsActions()) {
                Optional<Diagnostic> difference = difference(wanted.get(i), new TreeMap<>(dump.values()));
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnostic> difference(Expectation.Evaluation wanted,
            SortedMap<String, List<String>> said) {
        SortedMap<String, List<String>> all = new TreeMap<>(said);
        all.putAll(wanted.values());
        for (String keyword : all.keySet()) {
            List<String> should = wanted.values().getOrDefault(keyword, List.of());
            List<String> does = said.getOrDefault(keyword, List.of());
            if (!should.equals(does)) {
                return Optional.of(Diagnostic.error("sshd -T" + label(wanted.context()) + " says " + keyword + " "
                        + Clean.line(String.join(" | ", does)) + ", but the plan says " + String.join(" | ", should)));
            }
        }
        return Optional.empty();
    }

    private static String label(String context) {
        return context.isEmpty() ? "" : " -C " + context;
    }

    /** The lines of {@code sshd -T} by lower-case keyword, in the order printed. */
    static SortedMap<String, List<String>> dump(String text) {
        return new TreeMap<>(Dump.parse(text).values());
    }
}
