package dev.bulwarden.control;

import java.util.List;
import java.util.Objects;

/**
 * A line in a Match block that makes a setting come out otherwise for some logins.
 *
 * @param setting what is asked
 * @param stand the line
 * @param value what sshd would print for them
 * @param logins who they are, such as {@code root from 10.0.0.11}
 * @param witness one of them
 */
public record OverridingLine(Wanted.Setting setting, Stand stand, List<String> value, String logins, Visit witness) {
    public OverridingLine {
        Objects.requireNonNull(setting, "setting is null");
        Objects.requireNonNull(stand, "stand is null");
        value = List.copyOf(value);
        Objects.requireNonNull(logins, "logins is null");
        Objects.requireNonNull(witness, "witness is null");
    }

    /** The block it stands in. */
    public Stand.Block block() {
        return stand.block().orElseThrow();
    }

    /** For evidence and messages: {@code yes for root from 10.0.0.11}. */
    public String said() {
        return (value.isEmpty() ? "not set" : String.join(", ", value)) + " for " + logins;
    }
}
