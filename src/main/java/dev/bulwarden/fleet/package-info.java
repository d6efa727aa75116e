/**
 * Many hosts in one run.
 *
 * <p><b>Knows:</b> how many at once, in which batches, and when to stop.
 *
 * <p><b>Never knows:</b> what is done on a host.
 */
@NullMarked
package dev.bulwarden.fleet;

import org.jspecify.annotations.NullMarked;
