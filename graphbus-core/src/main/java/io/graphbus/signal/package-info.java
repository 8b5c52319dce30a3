/**
 * What has happened in a running graph: {@code Signal}, the engine's own facts, and listeners for
 * them.
 */
@NullMarked
package io.graphbus.signal;

import org.jspecify.annotations.NullMarked;
