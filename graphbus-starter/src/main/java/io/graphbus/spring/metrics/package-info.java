/**
 * What a running graph counts and measures, as Micrometer meters and, on Prometheus, as histograms
 * of the engine's own making.
 */
@NullMarked
package io.graphbus.spring.metrics;

import org.jspecify.annotations.NullMarked;
