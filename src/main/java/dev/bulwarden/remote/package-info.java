/**
 * The port to one host: run a command, fetch a file, and the ways that can fail.
 *
 * <p><b>Knows:</b> connections and their failures, as a caller sees them.
 *
 * <p><b>Never knows:</b> the SSH library, and what is being hardened.
 */
@NullMarked
package dev.bulwarden.remote;

import org.jspecify.annotations.NullMarked;
