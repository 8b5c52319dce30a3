package io.graphbus.invoke;

import io.graphbus.invoke.Tally.Outcome;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Times the executions of one lane, one after the other, with as few readings of the clock as that
 * takes: the end of one execution is the start of the next, and a run of executions that each take
 * less than {@value #SHORT} ns shares one reading, at most {@value #MOST} of them, their durations
 * being noted as equal. An execution during which the engine's pulse was felt, about every
 * millisecond while events are published and every 20 otherwise, ends its run, so that one longer
 * than a pulse is never lost among short ones. Sums and counts are exact. For the holder of the
 * lane's turn.
 */
public final class Stopwatch {

    private static final int MOST = 16;
    private static final long SHORT = 1_000;

    private final LongSupplier ticks;
    private final BooleanSupplier exact;
    private final boolean timing;
    private long start;
    private long pulse;
    private int pending;
    private int limit = 1;
    private long usual;
    private long held;

    /**
     * A stopwatch that stands.
     *
     * @param ticks changes with the engine's pulse, and once more after {@code exact} has
     * @param exact whether each execution must be timed by itself
     * @param timing whether durations are wanted; without, executions are only counted
     */
    public Stopwatch(LongSupplier ticks, BooleanSupplier exact, boolean timing) {
        this.ticks = ticks;
        this.exact = exact;
        this.timing = timing;
    }

    /** Begins to time. */
    public void start() {
        start(System.nanoTime());
    }

    /** Begins to time, as of a moment ago. */
    public void start(long nanos) {
        pulse = ticks.getAsLong();
        limit = exact.getAsBoolean() ? 1 : limit;
        start = nanos;
    }

    /** When the present run began, as {@link System#nanoTime()}. */
    public long started() {
        return start;
    }

    /** An execution has ended; says whether it is time for a {@link #lap}. */
    public boolean passes() {
        return ++pending >= limit | ticks.getAsLong() != pulse;
    }

    /**
     * The execution's own work has ended; what follows, until it {@link #passes} or fails, is not
     * part of its duration.
     */
    public void hold() {
        held = System.nanoTime();
        limit = 0;
    }

    public boolean hasPassed() {
        return pending > 0;
    }

    /**
     * Reads the clock and counts the run as succeeded.
     *
     * @return nanoseconds that the last execution took
     */
    public long lap(Tally tally) {
        long beat = ticks.getAsLong();
        long end = end();
        long last = timing ? count(tally, end - start, beat != pulse) : untimed(tally, end - start);
        begin(beat, end);
        limit = exact.getAsBoolean() ? 1 : timing ? next(last) : MOST * MOST;
        return last;
    }

    private long untimed(Tally tally, long elapsed) {
        tally.count(Outcome.SUCCEEDED, pending);
        return elapsed;
    }

    private long count(Tally tally, long elapsed, boolean felt) {
        int others = pending - 1;
        if (others > 0 && !felt) {
            usual = elapsed / pending;
            tally.count(Outcome.SUCCEEDED, pending, elapsed);
            return usual;
        }
        long before = Math.min(elapsed, usual * others);
        if (others > 0) {
            tally.count(Outcome.SUCCEEDED, others, before);
        } else {
            usual = elapsed;
        }
        tally.count(Outcome.SUCCEEDED, 1, elapsed - before);
        return elapsed - before;
    }

    private int next(long last) {
        return last < SHORT ? Math.min(MOST, Math.max(1, limit) * 2) : 1;
    }

    /**
     * Reads the clock after an execution that did not succeed, those before it in the run being
     * counted as succeeded.
     *
     * @return nanoseconds it took
     */
    public long fail(Tally tally) {
        long end = end();
        long elapsed = end - start;
        long before = Math.min(elapsed, usual * pending);
        if (pending > 0 && timing) {
            tally.count(Outcome.SUCCEEDED, pending, before);
        } else if (pending > 0) {
            tally.count(Outcome.SUCCEEDED, pending);
        }
        limit = 1;
        begin(ticks.getAsLong(), end);
        return elapsed - before;
    }

    private long end() {
        return held != 0 ? held : System.nanoTime();
    }

    private void begin(long beat, long end) {
        pulse = beat;
        start = held != 0 ? System.nanoTime() : end;
        pending = 0;
        held = 0;
    }
}
