package io.graphbus.coherence.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery, as far as coherence is concerned: no payload, no id.
 *
 * @param source who published
 * @param target who was to get it
 * @param version of the payload as written; {@code null} when its publisher declared none
 */
public record Interaction(
        Instant at,
        String source,
        String target,
        String topic,
        @Nullable String version,
        Outcome outcome) {

    /** Stands for the version of payloads without one. */
    public static final String NO_VERSION = "none";

    /** The version that was written, in a word. */
    public String written() {
        return version == null ? NO_VERSION : version;
    }
}
