/** GraphBus and other event buses behind one interface, so that all do the same work. */
@NullMarked
package io.graphbus.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
