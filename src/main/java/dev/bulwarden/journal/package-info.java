/**
 * What was done to which host, when, by whom, with what outcome: append-only, on the controller.
 *
 * <p><b>Knows:</b> runs, their steps and outcomes, and the file they are written to.
 *
 * <p><b>Never knows:</b> why a host was changed, or how.
 */
@NullMarked
package dev.bulwarden.journal;

import org.jspecify.annotations.NullMarked;
