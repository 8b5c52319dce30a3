@NullMarked
package io.graphbus.coherence.score;

import org.jspecify.annotations.NullMarked;
