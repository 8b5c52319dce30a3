/** Moves an event to its topic's subscribers and remembers it. Knows no agents. */
@NullMarked
package io.graphbus.bus;

import org.jspecify.annotations.NullMarked;
