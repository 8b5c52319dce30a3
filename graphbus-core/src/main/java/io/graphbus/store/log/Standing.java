package io.graphbus.store.log;

import java.util.List;

/**
 * What is kept of a subscription, all of one moment.
 *
 * @param begun the position it began behind; {@link #UNKNOWN} when that was not kept
 * @param removed events up to this position may have been removed
 * @param parts its progress
 * @param deferred positions of the deliveries that were put off, ascending
 */
public record Standing(
        Reader reader, long begun, long removed, List<Progress> parts, List<Long> deferred) {

    /** It was opened by a version that did not keep where a subscription began. */
    public static final long UNKNOWN = -1;

    public Standing {
        parts = List.copyOf(parts);
        deferred = List.copyOf(deferred);
    }
}
