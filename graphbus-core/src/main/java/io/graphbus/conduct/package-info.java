/**
 * Lets a test decide which of an engine's threads goes on; in production nobody does, and it costs
 * nothing.
 */
@NullMarked
package io.graphbus.conduct;

import org.jspecify.annotations.NullMarked;
