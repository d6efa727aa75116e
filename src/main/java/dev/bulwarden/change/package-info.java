/**
 * What a change is: exact bytes, an action with its inverse, and what must be true afterwards.
 *
 * <p><b>Knows:</b> files before and after, actions, expectations.
 *
 * <p><b>Never knows:</b> why a change is wanted, and how it is carried out.
 */
@NullMarked
package dev.bulwarden.change;

import org.jspecify.annotations.NullMarked;
