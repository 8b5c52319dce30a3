/** Deliveries that were given up: to look at, to make once more, to throw away. */
@NullMarked
package io.graphbus.server.deadletter;

import org.jspecify.annotations.NullMarked;
