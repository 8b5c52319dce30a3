/**
 * Whether versions agree across paths and time: counts deliveries as they happen and judges them.
 */
@NullMarked
package io.graphbus.coherence;

import org.jspecify.annotations.NullMarked;
