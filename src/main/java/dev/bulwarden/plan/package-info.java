/**
 * What would change on each host, exactly, with the proof that it does what was asked and nothing else.
 *
 * <p><b>Knows:</b> layers, controls, guards, predicted results, plan files.
 *
 * <p><b>Never knows:</b> commands, connections, time.
 */
@NullMarked
package dev.bulwarden.plan;

import org.jspecify.annotations.NullMarked;
