package io.graphbus.coherence.score;

import java.util.List;
import java.util.Optional;

/**
 * Finds what is missing to 1 in one metric, as a sum: the metric is 1 less all of its losses, so
 * that they explain it exactly.
 */
@FunctionalInterface
interface Measure {

    /** The losses, before weights; empty when nothing was seen that could be measured. */
    Optional<List<Loss>> losses(Traffic traffic);
}
