/** Runs scenarios with one thread at a time, in an order that a seed decides. */
@NullMarked
package io.graphbus.test.simulation;

import org.jspecify.annotations.NullMarked;
