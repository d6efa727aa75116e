/**
 * The hosts, their groups, and how each is reached.
 *
 * <p><b>Knows:</b> host names, patterns, endpoints, logins, variables, where a secret can be found.
 *
 * <p><b>Never knows:</b> playbooks, facts, the value of any secret.
 */
@NullMarked
package dev.bulwarden.inventory;

import org.jspecify.annotations.NullMarked;
