/** Judges agents by what becomes of their executions and restarts those that keep failing. */
@NullMarked
package io.graphbus.health;

import org.jspecify.annotations.NullMarked;
