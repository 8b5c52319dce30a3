package io.graphbus.test.simulation;

import io.graphbus.conduct.Conductor.Point;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Shows a simulation's time. As agents see it, others may go on before it has been read. */
final class SimulatedClock extends Clock {

    private final Baton baton;
    private final Instant start;
    private final boolean point;
    private final ZoneId zone;

    SimulatedClock(Baton baton, Instant start, boolean point) {
        this(baton, start, point, ZoneOffset.UTC);
    }

    private SimulatedClock(Baton baton, Instant start, boolean point, ZoneId zone) {
        this.baton = baton;
        this.start = start;
        this.point = point;
        this.zone = zone;
    }

    boolean belongsTo(Baton other) {
        return baton == other;
    }

    @Override
    public Instant instant() {
        if (point) {
            baton.point(Point.CLOCK, "");
        }
        return start.plusNanos(baton.nanoTime());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SimulatedClock(baton, start, point, other);
    }
}
