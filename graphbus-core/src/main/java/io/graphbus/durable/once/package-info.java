/**
 * What happens once, although it is asked for more often: publishes with a key, outside effects.
 */
@NullMarked
package io.graphbus.durable.once;

import org.jspecify.annotations.NullMarked;
