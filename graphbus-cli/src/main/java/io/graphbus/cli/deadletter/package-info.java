/** Commands on deliveries that were given up. */
@NullMarked
package io.graphbus.cli.deadletter;

import org.jspecify.annotations.NullMarked;
