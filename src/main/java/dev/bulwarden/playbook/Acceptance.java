package dev.bulwarden.playbook;

import java.util.List;

/** What a profile accepts besides the value it would set, so that it never weakens a stricter host. */
public sealed interface Acceptance {
    /** Any of these normalised values. */
    record OneOf(List<String> values) implements Acceptance {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** A number, or a time in seconds, within these bounds, both included. */
    record Between(long lowest, long highest) implements Acceptance {}

    /** Every element of the effective list is among these. */
    record SubsetOf(List<String> values) implements Acceptance {
        public SubsetOf {
            values = List.copyOf(values);
        }
    }
}
