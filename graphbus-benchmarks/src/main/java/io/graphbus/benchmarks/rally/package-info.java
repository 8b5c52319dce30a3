/** Two agents that answer each other's events. */
@NullMarked
package io.graphbus.benchmarks.rally;

import org.jspecify.annotations.NullMarked;
