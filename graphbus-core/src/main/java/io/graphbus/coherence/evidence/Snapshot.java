package io.graphbus.coherence.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a tracker knows, to go on from after a restart.
 *
 * @param level the last one, in a word; {@code null} before the first
 */
public record Snapshot(Evidence evidence, @Nullable String level, List<MinuteSeries> minutes) {

    public Snapshot {
        minutes = List.copyOf(minutes);
    }
}
