/** How far subscriptions are in the log, and what is missing in it. */
@NullMarked
package io.graphbus.durable.progress;

import org.jspecify.annotations.NullMarked;
