/**
 * What runs on a host: one shell script with its data, and what came back.
 *
 * <p><b>Knows:</b> scripts, data, limits, exit status, cleaning of host output.
 *
 * <p><b>Never knows:</b> what a command is for, and how it travels.
 */
@NullMarked
package dev.bulwarden.command;

import org.jspecify.annotations.NullMarked;
