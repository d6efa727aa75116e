package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What would happen to one host. */
public sealed interface HostPlan {

    /** The host's name in the inventory. */
    String host();

    /** What was found about each item, in plan order; for changes: as it is now. */
    List<Evidence> evidence();

    /** Warnings and remarks; never an error. */
    List<Diagnostic> notes();

    /** The same with one more note. */
    default HostPlan noting(Diagnostic note) {
        List<Diagnostic> more = Stream.concat(notes().stream(), Stream.of(note)).toList();
        return switch (this) {
            case Converged c -> new Converged(c.host(), c.evidence(), c.effective(), more);
            case Changes c -> new Changes(c.host(), c.edits(), c.actions(), c.expectation(), c.effective(), c.managed(),
                    c.confirmWithin(), c.evidence(), more);
            case Blocked b -> new Blocked(b.host(), b.why(), b.evidence(), more);
        };
    }

    /** Everything asked for holds; nothing would be touched. */
    record Converged(String host, List<Evidence> evidence, List<EffectiveRow> effective, List<Diagnostic> notes)
            implements
                HostPlan {
        public Converged {
            Objects.requireNonNull(host, "host is null");
            evidence = List.copyOf(evidence);
            effective = List.copyOf(effective);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The host would be changed, in exactly this way.
     *
     * @param edits files, in the order they are installed
     * @param actions what is not a file, in order, before the files
     * @param expectation what must be true afterwards
     * @param effective settings asked for or changed, global context first
     * @param managed what goes into the manifest
     * @param confirmWithin how long the host waits for the fresh login before it restores itself
     */
    record Changes(String host, List<FileEdit> edits, List<Action> actions, Expectation expectation,
            List<EffectiveRow> effective, Managed managed, Duration confirmWithin, List<Evidence> evidence,
            List<Diagnostic> notes) implements HostPlan {
        public Changes {
            Objects.requireNonNull(host, "host is null");
            Objects.requireNonNull(expectation, "expectation is null");
            Objects.requireNonNull(managed, "managed is null");
            Objects.requireNonNull(confirmWithin, "confirmWithin is null");
            edits = List.copyOf(edits);
            actions = List.copyOf(actions);
            effective = List.copyOf(effective);
            evidence = List.copyOf(evidence);
            notes = List.copyOf(notes);
            if (edits.isEmpty() && actions.isEmpty()) {
                throw new IllegalArgumentException(host + ": changes without a change");
            }
        }
    }

    /**
     * The host is left alone, because a plan for it cannot be proven or would lock somebody out.
     *
     * @param why errors, at least one, each with place and remedy where there is one
     */
    record Blocked(String host, List<Diagnostic> why, List<Evidence> evidence, List<Diagnostic> notes)
            implements
                HostPlan {
        public Blocked {
            Objects.requireNonNull(host, "host is null");
            why = List.copyOf(why);
            evidence = List.copyOf(evidence);
            notes = List.copyOf(notes);
            if (why.isEmpty()) {
                throw new IllegalArgumentException(host + ": blocked without a reason");
            }
        }
    }
}
