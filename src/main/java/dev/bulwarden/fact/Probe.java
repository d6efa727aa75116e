package dev.bulwarden.fact;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;

/**
 * A question to a host and how its answer is read. Asking changes nothing on the host.
 *
 * @param <T> what the answer tells
 */
public interface Probe<T> {
    /** The script to run as root. */
    Command command();

    /** Reads what the script printed. An answer that is incomplete or not of the agreed form is rejected, never guessed at. */
    Checked<T> read(Output output);
}
