/** Subscriptions that are delivered nothing for the time being. */
@NullMarked
package io.graphbus.durable.pause;

import org.jspecify.annotations.NullMarked;
