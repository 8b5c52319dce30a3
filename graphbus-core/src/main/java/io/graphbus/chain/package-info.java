/**
 * Knows what each thread executes and who waits for whom: turns, call chains, deadlines and
 * deadlocks.
 */
@NullMarked
package io.graphbus.chain;

import org.jspecify.annotations.NullMarked;
