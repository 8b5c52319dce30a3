/** Benchmarks by shape of the work, and the table that is made of their results. */
@NullMarked
package io.graphbus.benchmarks;

import org.jspecify.annotations.NullMarked;
