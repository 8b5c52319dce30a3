@NullMarked
package io.graphbus.benchmarks.durable;

import org.jspecify.annotations.NullMarked;
