/** The live stream of events: who listens, and what each of them has yet to be sent. */
@NullMarked
package io.graphbus.server.event.stream;

import org.jspecify.annotations.NullMarked;
