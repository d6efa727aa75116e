/**
 * The command line: the only place that constructs the objects of the shell.
 *
 * <p><b>Knows:</b> picocli, files, the clock, the terminal, wiring.
 *
 * <p><b>Never knows:</b> the rules of any other room.
 */
@NullMarked
package dev.bulwarden.cli;

import org.jspecify.annotations.NullMarked;
