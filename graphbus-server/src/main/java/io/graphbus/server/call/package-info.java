/** Calls of agents' methods over HTTP, on threads that an agent may hold. */
@NullMarked
package io.graphbus.server.call;

import org.jspecify.annotations.NullMarked;
