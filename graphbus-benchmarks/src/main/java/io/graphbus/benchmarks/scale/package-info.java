/** Builds generated graphs of many agents and measures what that takes. */
@NullMarked
package io.graphbus.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
