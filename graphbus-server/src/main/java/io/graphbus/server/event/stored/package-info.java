/** Events that an event log keeps: to look at, and to deliver once more. */
@NullMarked
package io.graphbus.server.event.stored;

import org.jspecify.annotations.NullMarked;
