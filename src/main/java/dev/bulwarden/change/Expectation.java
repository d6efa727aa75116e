package dev.bulwarden.change;

import dev.bulwarden.inventory.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What must be true of a host after a change.
 *
 * @param evaluations what sshd itself must say about the new files, the global context first
 * @param principals who must get in; the login in use first
 * @param listens where sshd listens afterwards, as {@code sshd -T} prints {@code listenaddress}; sorted
 * @param answersAt where the host must answer afterwards, seen from the controller
 */
public record Expectation(List<Evaluation> evaluations, List<Principal> principals, List<String> listens,
        Endpoint answersAt) {

    /**
     * What {@code sshd -T} must print.
     *
     * @param context the argument of {@code -C}, as {@code user=root,host=192.0.2.1,addr=192.0.2.1,laddr=192.0.2.11,lport=22}; empty: no {@code -C}
     * @param values by lower-case keyword, every line's value in the order printed
     * @param needsActions true where this holds only once the plan's actions are done, such as a new member of a group that a Match block
     *        names: an evaluation before them cannot show it
     */
    public record Evaluation(String context, SortedMap<String, List<String>> values, boolean needsActions) {
        public Evaluation {
            Objects.requireNonNull(context, "context is null");
            Map<String, List<String>> copy = new LinkedHashMap<>();
            values.forEach((keyword, lines) -> copy.put(keyword, List.copyOf(lines)));
            values = Collections.unmodifiableSortedMap(new TreeMap<>(copy));
        }
    }

    /**
     * An account that must get in.
     *
     * @param from networks it comes from, CIDR; empty: anywhere
     */
    public record Principal(String user, List<String> from) {
        public Principal {
            Objects.requireNonNull(user, "user is null");
            from = List.copyOf(from);
        }
    }

    public Expectation {
        evaluations = List.copyOf(evaluations);
        principals = List.copyOf(principals);
        listens = List.copyOf(listens);
        Objects.requireNonNull(answersAt, "answersAt is null");
        if (evaluations.isEmpty() || principals.isEmpty()) {
            throw new IllegalArgumentException("an expectation needs an evaluation and a principal");
        }
    }
}
