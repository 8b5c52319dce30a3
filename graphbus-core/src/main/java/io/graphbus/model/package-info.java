/**
 * The nouns of a graph: agents, methods, topics, subscriptions and the {@code AgentGraph}. All
 * immutable.
 */
@NullMarked
package io.graphbus.model;

import org.jspecify.annotations.NullMarked;
