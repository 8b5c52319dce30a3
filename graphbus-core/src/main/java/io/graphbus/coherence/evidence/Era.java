package io.graphbus.coherence.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times that can be counted with: the years 1970 to 9999. */
public final class Era {

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Era() {}

    /** Whether it is one of them. */
    public static boolean has(@Nullable Instant time) {
        return time != null && !time.isBefore(Instant.EPOCH) && time.isBefore(END);
    }
}
