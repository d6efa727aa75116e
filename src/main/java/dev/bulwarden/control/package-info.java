/**
 * One file per kind of requirement: how to see it in the facts, and which changes bring it about.
 *
 * <p><b>Knows:</b> requirements, facts, changes, evidence.
 *
 * <p><b>Never knows:</b> how commands travel, and time.
 */
@NullMarked
package dev.bulwarden.control;

import org.jspecify.annotations.NullMarked;
