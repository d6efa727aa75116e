/**
 * How a host is changed: wholly, or not at all.
 *
 * <p><b>Knows:</b> the steps of a transaction, the script that is the host's half of it, restoring, backups.
 *
 * <p><b>Never knows:</b> YAML, controls, rendering, the SSH library.
 */
@NullMarked
package dev.bulwarden.transaction;

import org.jspecify.annotations.NullMarked;
