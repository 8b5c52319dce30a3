/** Who publishes in which version over time. */
@NullMarked
package io.graphbus.coherence.drift;

import org.jspecify.annotations.NullMarked;
