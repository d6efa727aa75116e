/**
 * Text of YAML to a tree in which every node knows its place, and the shape such a tree may have.
 *
 * <p><b>Knows:</b> the small part of YAML we accept, mappings, sequences, texts; how to describe and check a shape. Sole
 * user of the YAML library, below the level at which it would turn {@code no} into a boolean.
 *
 * <p><b>Never knows:</b> what any key means.
 */
@NullMarked
package dev.bulwarden.yaml;

import org.jspecify.annotations.NullMarked;
