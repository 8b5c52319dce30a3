package io.graphbus.test.simulation;

import java.util.List;

/**
 * The order in which one run went on. The same scenario with the same seed has the same trace.
 *
 * @param seed that decided it
 * @param steps that were taken
 * @param trace a hash over every step: what happened, to whom, and who went on
 * @param last the last steps in words
 */
public record Interleaving(long seed, long steps, String trace, List<String> last) {

    public Interleaving {
        last = List.copyOf(last);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + steps + " steps, trace " + trace;
    }
}
