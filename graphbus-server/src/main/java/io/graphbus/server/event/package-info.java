/** Events over HTTP: publishing, history and the live stream. */
@NullMarked
package io.graphbus.server.event;

import org.jspecify.annotations.NullMarked;
