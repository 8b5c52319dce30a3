/**
 * What an agent's author writes: annotations, {@code Stateful}, {@code AgentContext}, {@code
 * Event}.
 */
@NullMarked
package io.graphbus.agent;

import org.jspecify.annotations.NullMarked;
