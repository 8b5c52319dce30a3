/** Commands on events that were published. */
@NullMarked
package io.graphbus.cli.event;

import org.jspecify.annotations.NullMarked;
