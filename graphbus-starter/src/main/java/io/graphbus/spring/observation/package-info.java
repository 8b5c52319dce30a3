/**
 * Observations of publishes, deliveries and calls, so that traces cross the bus and whoever handles
 * observations sees them.
 */
@NullMarked
package io.graphbus.spring.observation;

import org.jspecify.annotations.NullMarked;
