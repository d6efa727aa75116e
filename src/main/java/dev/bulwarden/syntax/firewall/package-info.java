/**
 * What a packet filter, or libwrap, would do with a new connection, read from the listings of its tools and from its files.
 *
 * <p><b>Knows:</b> rules of iptables, nftables and hosts_access(5), as far as they decide about a new TCP connection to the host itself.
 *
 * <p><b>Never knows:</b> hosts, sshd, and how to change a rule. What it cannot judge may go either way.
 */
@NullMarked
package dev.bulwarden.syntax.firewall;

import org.jspecify.annotations.NullMarked;
