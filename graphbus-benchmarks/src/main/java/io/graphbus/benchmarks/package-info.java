/** Benchmarks and load programs for the hot paths. */
@NullMarked
package io.graphbus.benchmarks;

import org.jspecify.annotations.NullMarked;
