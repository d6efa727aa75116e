/**
 * What is wrong, how bad it is, where in which file, and what to do about it.
 *
 * <p><b>Knows:</b> message, severity, place in a file, remedy.
 *
 * <p><b>Never knows:</b> anything else; every other room may use this one.
 */
@NullMarked
package dev.bulwarden.diagnostic;

import org.jspecify.annotations.NullMarked;
