/**
 * What a run found or did, as text, as JSON and as an exit code.
 *
 * <p><b>Knows:</b> every room's results and how people and programs want to read them.
 *
 * <p><b>Never knows:</b> how the results came about.
 */
@NullMarked
package dev.bulwarden.report;

import org.jspecify.annotations.NullMarked;
