@NullMarked
package io.graphbus.coherence.kept;

import org.jspecify.annotations.NullMarked;
