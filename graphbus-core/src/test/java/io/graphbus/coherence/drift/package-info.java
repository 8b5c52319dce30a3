@NullMarked
package io.graphbus.coherence.drift;

import org.jspecify.annotations.NullMarked;
