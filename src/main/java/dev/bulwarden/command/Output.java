package dev.bulwarden.command;

import java.util.Objects;

/**
 * What a script printed between its frame tokens, and how it ended.
 *
 * @param status exit status of the script's {@code main}, 0 to 255
 * @param out standard output, one char a byte (ISO-8859-1)
 * @param err standard error, one char a byte; hostile: pass it through {@link Clean} before showing it
 */
public record Output(int status, String out, String err) {
    public Output {
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(err, "err is null");
    }
}
