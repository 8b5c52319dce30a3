/** Looks at deliveries that were given up, and lets them be made once more. */
@NullMarked
package io.graphbus.durable.letter;

import org.jspecify.annotations.NullMarked;
