/** How long events stay in a log, and where they go. */
@NullMarked
package io.graphbus.durable.retention;

import org.jspecify.annotations.NullMarked;
