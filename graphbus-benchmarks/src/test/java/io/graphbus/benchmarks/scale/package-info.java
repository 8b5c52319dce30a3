/** What is built to be measured is a graph as promised. */
@NullMarked
package io.graphbus.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
