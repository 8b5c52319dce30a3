/** Makes tables of what JMH has measured. */
@NullMarked
package io.graphbus.benchmarks.report;

import org.jspecify.annotations.NullMarked;
