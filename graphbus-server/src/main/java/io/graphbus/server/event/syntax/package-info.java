/** How standards write media types, URIs, times and header values; stricter than the JDK. */
@NullMarked
package io.graphbus.server.event.syntax;

import org.jspecify.annotations.NullMarked;
