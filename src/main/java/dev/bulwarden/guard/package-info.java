/**
 * One rule per way to lock oneself out.
 *
 * <p><b>Knows:</b> facts, effective settings before and after, changes; what they mean for those who must get in.
 *
 * <p><b>Never knows:</b> plans, and how to repair what it finds.
 */
@NullMarked
package dev.bulwarden.guard;

import org.jspecify.annotations.NullMarked;
