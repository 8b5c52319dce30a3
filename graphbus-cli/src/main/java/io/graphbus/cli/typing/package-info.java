/**
 * What may be typed next in a conversation: commands, names of the graph, and JSON by its schema.
 */
@NullMarked
package io.graphbus.cli.typing;

import org.jspecify.annotations.NullMarked;
