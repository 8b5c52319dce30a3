/** The HTTP surface of a running graph: REST, events, builds, health and metrics. */
@NullMarked
package io.graphbus.server;

import org.jspecify.annotations.NullMarked;
