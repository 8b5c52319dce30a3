/** Tests of the tables. */
@NullMarked
package io.graphbus.benchmarks.report;

import org.jspecify.annotations.NullMarked;
