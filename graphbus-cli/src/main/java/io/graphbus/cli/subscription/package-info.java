/** Subscriptions of a server's graph. */
@NullMarked
package io.graphbus.cli.subscription;

import org.jspecify.annotations.NullMarked;
