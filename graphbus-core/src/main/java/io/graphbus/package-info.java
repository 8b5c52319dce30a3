/** The front door: {@link io.graphbus.GraphBus} builds, opens, wires and closes. */
@NullMarked
package io.graphbus;

import org.jspecify.annotations.NullMarked;
