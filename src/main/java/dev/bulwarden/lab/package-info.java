/**
 * Real hosts to try things on, that can be thrown away: three sshds on loopback, each in a private view of this machine's files.
 *
 * <p><b>Knows:</b> how to start and stop such hosts, and how to write the inventory that reaches them.
 *
 * <p><b>Never knows:</b> what is done to them; only the command line uses this room.
 */
@NullMarked
package dev.bulwarden.lab;

import org.jspecify.annotations.NullMarked;
