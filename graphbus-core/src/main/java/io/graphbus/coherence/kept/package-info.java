/** Keeps the evidence from one run to the next. */
@NullMarked
package io.graphbus.coherence.kept;

import org.jspecify.annotations.NullMarked;
