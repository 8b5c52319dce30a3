/** What the evidence is worth: six metrics, one score, and what each point lost is due to. */
@NullMarked
package io.graphbus.coherence.score;

import org.jspecify.annotations.NullMarked;
