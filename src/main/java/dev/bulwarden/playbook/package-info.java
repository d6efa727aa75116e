/**
 * What should be true of which hosts, why, and how it is rolled out.
 *
 * <p><b>Knows:</b> requirements, plays, profiles, waivers, roll-outs.
 *
 * <p><b>Never knows:</b> how to find out whether something is true, or how to make it so.
 */
@NullMarked
package dev.bulwarden.playbook;

import org.jspecify.annotations.NullMarked;
