/**
 * A file of authorized keys, without loss: which of its lines are keys to sshd, and what their options ask.
 *
 * <p><b>Knows:</b> lines, key types, options, fingerprints; how sshd reads them.
 *
 * <p><b>Never knows:</b> hosts, accounts, sshd_config, where such files lie.
 */
@NullMarked
package dev.bulwarden.syntax.keys;

import org.jspecify.annotations.NullMarked;
