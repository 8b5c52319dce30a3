/** Other event buses, each set up for throughput as its documentation says. */
@NullMarked
package io.graphbus.benchmarks.rival;

import org.jspecify.annotations.NullMarked;
