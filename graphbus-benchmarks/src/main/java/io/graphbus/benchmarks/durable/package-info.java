/** Durable publishing beside the registry of Spring Modulith and plain inserts. */
@NullMarked
package io.graphbus.benchmarks.durable;

import org.jspecify.annotations.NullMarked;
