/**
 * What to ask a host, and how to read its answer.
 *
 * <p><b>Knows:</b> probes: a command and a pure reader of its output; the facts they give.
 *
 * <p><b>Never knows:</b> the desired state, and how a command reaches the host.
 */
@NullMarked
package dev.bulwarden.fact;

import org.jspecify.annotations.NullMarked;
