@NullMarked
package io.graphbus.coherence;

import org.jspecify.annotations.NullMarked;
