package io.graphbus.coherence;

import io.graphbus.coherence.evidence.Replay;
import java.time.Duration;

/** How counts fade: to one half in every half-life. */
record Decay(double halfLifeMillis) {

    static Decay of(Duration halfLife) {
        return new Decay(halfLife.toMillis());
    }

    /** What is left of 1 after a time; a clock that was set back changes nothing. */
    double factor(long millis) {
        return millis <= 0 ? 1 : Math.pow(2, -millis / halfLifeMillis);
    }

    /** Whether a version that was seen so long ago is still an earlier one, rather than new. */
    boolean isRemembered(long millis) {
        return millis <= Replay.MEMORY * halfLifeMillis;
    }
}
