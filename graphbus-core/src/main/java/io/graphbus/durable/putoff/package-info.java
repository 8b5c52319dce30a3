/** Deliveries that wait for another attempt, or behind one that does. */
@NullMarked
package io.graphbus.durable.putoff;

import org.jspecify.annotations.NullMarked;
