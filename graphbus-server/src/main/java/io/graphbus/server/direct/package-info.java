/** The short way for the requests that make most of the traffic. */
@NullMarked
package io.graphbus.server.direct;

import org.jspecify.annotations.NullMarked;
