/** Tests of the harness. */
@NullMarked
package io.graphbus.benchmarks;

import org.jspecify.annotations.NullMarked;
