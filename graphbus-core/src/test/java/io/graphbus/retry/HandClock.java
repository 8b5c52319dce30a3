package io.graphbus.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A clock that is moved by hand. */
final class HandClock extends Clock {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private volatile Instant now = START;

    void advance(Duration step) {
        now = now.plus(step);
    }

    /** Moves on step by step until it has come true. */
    void advanceUntil(Duration step, BooleanSupplier fact) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it did not come true");
            }
            advance(step);
            LockSupport.parkNanos(1_000_000);
        }
    }

    void await(BooleanSupplier fact) {
        advanceUntil(Duration.ZERO, fact);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
