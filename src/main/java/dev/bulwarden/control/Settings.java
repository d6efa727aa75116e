package dev.bulwarden.control;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
import dev.bulwarden.playbook.Acceptance;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a setting holds: an active line decides it, and the effective value is the wanted one in sshd's own spelling. */
public final class Settings {

    private Settings() {}

    /** What a global setting shows. */
    public static Evidence evidence(Wanted.Setting wanted, SshdTree tree) {
        Prediction now = tree.predict();
        String printed = tree.printedName(wanted.keyword());
        Verdict verdict = verdict(wanted, tree, now);
        return new Evidence(wanted.item(), verdict,
                wanted.keyword().name() + " " + String.join(", ", wanted.lines()), found(now.value(printed)),
                now.decidedBy(printed));
    }

    /** Whether it holds globally and nothing has to be written. */
    static boolean holds(Wanted.Setting wanted, SshdTree tree) {
        Prediction now = tree.predict();
        Verdict verdict = verdict(wanted, tree, now);
        return verdict == Verdict.PASS || (verdict == Verdict.PASS_BY_DEFAULT && wanted.accept().isPresent());
    }

    private static Verdict verdict(Wanted.Setting wanted, SshdTree tree, Prediction now) {
        String printed = tree.printedName(wanted.keyword());
        boolean right = agrees(wanted, now.value(printed), tree)
                || wanted.accept().filter(a -> accepts(a, now.value(printed))).isPresent();
        if (!right) {
            return Verdict.FAIL;
        }
        return now.decidedBy(printed).isPresent() ? Verdict.PASS : Verdict.PASS_BY_DEFAULT;
    }

    /** Whether effective lines are those wanted; for what accumulates the order does not matter. */
    public static boolean agrees(Wanted.Setting wanted, List<String> effective, SshdTree tree) {
        return agrees(wanted, effective, Alone.printed(tree, wanted.keyword(), wanted.lines()));
    }

    /** The same, given what sshd would print. */
    static boolean agrees(Wanted.Setting wanted, List<String> effective, List<String> asked) {
        return switch (wanted.keyword().merge()) {
            case FIRST, FIRST_LINE, LAST -> effective.equals(asked);
            case APPEND -> new HashSet<>(effective).equals(new HashSet<>(asked));
            case BY_NAME -> new HashSet<>(effective).containsAll(asked);
        };
    }

    /** Whether these lines, all global or all of one block, say exactly what is wanted. */
    static boolean says(List<Stand> stands, Wanted.Setting wanted, SshdTree tree) {
        if (stands.isEmpty()) {
            return false;
        }
        List<String> said = switch (wanted.keyword().merge(tree.dialect())) {
            case FIRST, FIRST_LINE -> printed(stands.subList(0, 1), tree);
            case LAST -> printed(stands.subList(stands.size() - 1, stands.size()), tree);
            case APPEND, BY_NAME -> printed(stands, tree);
        };
        return agrees(wanted, said, tree);
    }

    private static List<String> printed(List<Stand> stands, SshdTree tree) {
        return Alone.printed(tree, stands.getFirst().keyword(), stands.stream().map(Stand::value).toList());
    }

    /** Whether a profile leaves an effective value alone. */
    static boolean accepts(Acceptance acceptance, List<String> effective) {
        String value = effective.isEmpty() ? "" : effective.getFirst();
        return switch (acceptance) {
            case Acceptance.OneOf(var values) ->
                values.stream().anyMatch(v -> v.equalsIgnoreCase(String.join(" ", effective)));
            case Acceptance.Between(long lowest, long highest) ->
                number(value).filter(n -> n >= lowest && n <= highest).isPresent();
            case Acceptance.SubsetOf(var values) ->
                effective.stream().flatMap(line -> List.of(line.split("[, ]+")).stream()).allMatch(values::contains);
        };
    }

    /** The first number of a value: {@code 10:30:60} counts as 10. */
    private static Optional<Long> number(String value) {
        String first = value.split("[: ]", 2)[0].toLowerCase(Locale.ROOT);
        return first.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(first)) : Optional.empty();
    }

    private static String found(List<String> effective) {
        return effective.isEmpty() ? "not set" : String.join(", ", effective);
    }
}
