package io.graphbus.invoke;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts executions and how long they took, in buckets four to each doubling from a quarter of a
 * microsecond to a minute. One writer at a time, which holds the lane's turn; readers may be any
 * threads and late.
 */
public final class Tally {

    private static final int FIRST_BITS = 8;
    private static final int LAST_BITS = 36;
    private static final int PER_DOUBLING = 4;
    private static final int BUCKETS = (LAST_BITS - FIRST_BITS) * PER_DOUBLING + 2;
    private static final long[] UPPER = upperBounds();
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int SUM = Outcome.values().length;
    private static final int BUCKET_0 = SUM + 1;

    private static final LatencySnapshot NOTHING =
            new LatencySnapshot(UPPER.clone(), new long[BUCKETS], 0);

    private volatile long @Nullable [] cells;

    /** How an execution ended, or why there was none. */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        /** Given up after its last attempt, each of which has failed. */
        DEAD,
        FILTERED,
        CANCELLED,
        /** Not handled within its time. */
        EXPIRED
    }

    /** Counts so many that took no time worth keeping. */
    public void count(Outcome outcome, int times) {
        add(cells(), outcome.ordinal(), times);
    }

    /**
     * Counts executions that took as long as each other.
     *
     * @param nanos all of them took together
     */
    public void count(Outcome outcome, int times, long nanos) {
        long[] all = cells();
        add(all, outcome.ordinal(), times);
        add(all, SUM, nanos);
        add(all, BUCKET_0 + bucket(times == 1 ? nanos : nanos / times), times);
    }

    /** Takes over what another one has counted, which is not written any more. */
    public void add(Tally other) {
        long[] more = other.cells;
        for (int cell = 0; more != null && cell < more.length; cell++) {
            add(cells(), cell, more[cell]);
        }
    }

    private long[] cells() {
        long[] all = cells;
        if (all == null) {
            all = new long[BUCKET_0 + BUCKETS];
            cells = all;
        }
        return all;
    }

    private static void add(long[] all, int cell, long amount) {
        CELL.setOpaque(all, cell, all[cell] + amount);
    }

    public long read(Outcome outcome) {
        return read(outcome.ordinal());
    }

    private long read(int cell) {
        long[] all = cells;
        return all == null ? 0 : (long) CELL.getOpaque(all, cell);
    }

    /** Several tallies' durations in one. */
    public static LatencySnapshot latency(Tally... tallies) {
        if (Arrays.stream(tallies).allMatch(tally -> tally.cells == null)) {
            return NOTHING;
        }
        long[] counts = new long[BUCKETS];
        long sum = 0;
        for (Tally tally : tallies) {
            sum += tally.read(SUM);
            for (int i = 0; i < BUCKETS; i++) {
                counts[i] += tally.read(BUCKET_0 + i);
            }
        }
        return new LatencySnapshot(UPPER.clone(), counts, sum);
    }

    /** Sums one outcome over several tallies. */
    public static long sum(Outcome outcome, Tally... tallies) {
        long sum = 0;
        for (Tally tally : tallies) {
            sum += tally.read(outcome);
        }
        return sum;
    }

    /** The first bucket ends at 2^8 ns; each further one where its quarter of a doubling ends. */
    static int bucket(long nanos) {
        if (nanos <= 1L << FIRST_BITS) {
            return 0;
        }
        long value = nanos - 1;
        int bits = 63 - Long.numberOfLeadingZeros(value);
        if (bits >= LAST_BITS) {
            return BUCKETS - 1;
        }
        int quarter = (int) (value >>> (bits - 2)) & 3;
        return 1 + (bits - FIRST_BITS) * PER_DOUBLING + quarter;
    }

    private static long[] upperBounds() {
        long[] upper = new long[BUCKETS];
        upper[0] = 1L << FIRST_BITS;
        for (int i = 1; i < BUCKETS - 1; i++) {
            int bits = FIRST_BITS + (i - 1) / PER_DOUBLING;
            int quarter = (i - 1) % PER_DOUBLING;
            upper[i] = (1L << bits) + (quarter + 1L) * (1L << (bits - 2));
        }
        upper[BUCKETS - 1] = Long.MAX_VALUE;
        return upper;
    }
}
