package io.graphbus.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * A clock that stands still until it is moved. Given to a graph, events carry its time, and what is
 * delayed or scheduled becomes due when it has been moved there. Usable from any thread.
 */
public final class SteppedClock extends Clock {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private final Instant start;
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private SteppedClock(Instant start, AtomicReference<Instant> now, ZoneId zone) {
        this.start = start;
        this.now = now;
        this.zone = zone;
    }

    /** A clock that shows the first moment of 2026, in UTC. */
    public static SteppedClock atNewYear() {
        return at(NEW_YEAR);
    }

    /** A clock that shows this moment, in UTC. */
    public static SteppedClock at(Instant moment) {
        return new SteppedClock(moment, new AtomicReference<>(moment), ZoneOffset.UTC);
    }

    /** A clock that shows a moment such as {@code 2026-01-01T00:00:00Z}. */
    public static SteppedClock at(String moment) {
        return at(Instant.parse(moment));
    }

    /**
     * Moves the clock forward in one step. Work that was due on the way runs now, once; {@link
     * GraphBusTester#advance} stops at each moment instead.
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + step);
        }
        now.updateAndGet(moment -> moment.plus(step));
    }

    /** Moves the clock forward to a moment; where it has passed it already, it stays. */
    public void moveTo(Instant moment) {
        now.updateAndGet(shown -> shown.isBefore(moment) ? moment : shown);
    }

    /**
     * Moves from one moment at which work of a graph is due to the next and waits for what that
     * sets going, until so much time is over or something is so.
     */
    void pass(Duration time, GraphBusTester graph, BooleanSupplier reached) {
        graph.settle();
        Instant end = instant().plus(time);
        Optional<Instant> due = graph.bus().nextDue();
        while (!reached.getAsBoolean() && due.isPresent() && !due.get().isAfter(end)) {
            moveTo(due.get());
            graph.settle();
            due = graph.bus().nextDue();
        }
        if (!reached.getAsBoolean()) {
            moveTo(end);
            graph.settle();
        }
    }

    /** Puts the clock back to where it began; for a graph that does not run. */
    public void rewind() {
        now.set(start);
    }

    @Override
    public String toString() {
        return "stepped clock at " + now;
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock in another zone: both move together. */
    @Override
    public SteppedClock withZone(ZoneId other) {
        return new SteppedClock(start, now, other);
    }
}
