package dev.bulwarden.fact;

import java.util.List;
import java.util.Optional;

/**
 * What the real sshd says about a configuration before and after a change.
 *
 * @param before the tree as it is, one test for each context asked, in that order
 * @param after the tree as it would be, likewise; empty when it could not be evaluated
 * @param namespace whether the host allows private mount namespaces; if not, a change of the main file alone is still evaluated
 * @param notEvaluated why {@code after} is missing, in the host's own words; empty: it is there
 */
public record EvaluationResult(List<SshdTest> before, List<SshdTest> after, boolean namespace,
        Optional<String> notEvaluated) {
    public EvaluationResult {
        before = List.copyOf(before);
        after = List.copyOf(after);
        if (notEvaluated.isEmpty() && before.size() != after.size()) {
            throw new IllegalArgumentException(before.size() + " tests before, " + after.size() + " after");
        }
    }
}
