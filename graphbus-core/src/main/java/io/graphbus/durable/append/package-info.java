/** Writes events down and appends them to the log, many at a time. */
@NullMarked
package io.graphbus.durable.append;

import org.jspecify.annotations.NullMarked;
