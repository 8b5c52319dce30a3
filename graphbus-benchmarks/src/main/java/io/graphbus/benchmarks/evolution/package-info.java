/**
 * What it takes to judge a change: pairs of schemas, and a version of an agent in a large graph.
 */
@NullMarked
package io.graphbus.benchmarks.evolution;

import org.jspecify.annotations.NullMarked;
