/**
 * The grammar of sshd_config, kept byte for byte, and what sshd makes of it.
 *
 * <p><b>Knows:</b> lines, keywords, Match, Include, the differences between OpenSSH releases, and the text {@code sshd -T} prints.
 *
 * <p><b>Never knows:</b> YAML, hosts, connections, what a setting should be.
 */
@NullMarked
package dev.bulwarden.syntax.sshd;

import org.jspecify.annotations.NullMarked;
