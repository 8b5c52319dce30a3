package io.graphbus.invoke;

/**
 * A histogram of durations as of one moment.
 *
 * @param upperNanos inclusive upper bounds in nanoseconds, rising; the last is {@link
 *     Long#MAX_VALUE}
 * @param counts durations in each bucket (not cumulated), as long as {@code upperNanos}
 * @param sumNanos of all durations
 */
public record LatencySnapshot(long[] upperNanos, long[] counts, long sumNanos) {

    /** How many durations were recorded. */
    public long count() {
        long count = 0;
        for (long bucket : counts) {
            count += bucket;
        }
        return count;
    }

    /**
     * The upper bound, in nanoseconds, of the bucket that holds quantile {@code q} of 0 to 1; 0
     * without durations.
     */
    public long quantileNanos(double q) {
        long rank = (long) Math.ceil(q * count());
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return upperNanos[i];
            }
        }
        return 0;
    }
}
