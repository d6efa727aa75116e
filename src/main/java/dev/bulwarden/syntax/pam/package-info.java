/**
 * A file of {@code /etc/pam.d}, without loss: what its lines say, how to comment one out, what is dangerous about it.
 *
 * <p><b>Knows:</b> lines, types, controls, modules, includes; how libpam reads them.
 *
 * <p><b>Never knows:</b> hosts, sshd_config, which modules are installed.
 */
@NullMarked
package dev.bulwarden.syntax.pam;

import org.jspecify.annotations.NullMarked;
