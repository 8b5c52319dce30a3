/** Requests that wait for their answer. */
@NullMarked
package io.graphbus.benchmarks.call;

import org.jspecify.annotations.NullMarked;
