/** Delivers what survives a crash: from the event log, at least once, in order per key. */
@NullMarked
package io.graphbus.durable;

import org.jspecify.annotations.NullMarked;
