/**
 * Tests of the chart: what Helm renders of it, what it refuses, and whether an API server would
 * take the result.
 */
@NullMarked
package io.graphbus.e2e.deploy.chart;

import org.jspecify.annotations.NullMarked;
