/**
 * The port {@code remote} over SSH: logins, host keys, private keys, exec and SFTP by Apache MINA SSHD, whose only importer this is.
 *
 * <p><b>Knows:</b> endpoints, logins, where secrets are found, commands as text and data, known_hosts, keys, the agent, sudo.
 *
 * <p><b>Never knows:</b> what a command is for, playbooks, facts, changes.
 */
@NullMarked
package dev.bulwarden.remote.mina;

import org.jspecify.annotations.NullMarked;
