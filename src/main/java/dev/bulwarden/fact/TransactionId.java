package dev.bulwarden.fact;

import dev.bulwarden.command.Clean;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name by which a host knows a transaction: at most 64 letters, digits and dashes, the first of them no dash. What a host, a file or a
 * person calls one is read through here; nothing else ever becomes part of a path or a word of a script.
 *
 * @param text as the host spells it
 */
public record TransactionId(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    /** @throws IllegalArgumentException if it is none */
    public TransactionId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a transaction id: " + Clean.visible(text));
        }
    }

    /** The id; empty if the text is none. */
    public static Optional<TransactionId> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TransactionId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
