package io.graphbus.spring.metrics;

import io.graphbus.invoke.LatencySnapshot;
import java.util.Arrays;

/** What one meter shows at one moment. */
sealed interface Reading {

    /** This reading on top of one taken before counting began anew. */
    Reading plus(Reading earlier);

    /** Whether counting must have begun anew after {@code earlier} was taken. */
    boolean restartedAfter(Reading earlier);

    /** A number that rises. */
    record Count(double value) implements Reading {

        @Override
        public Reading plus(Reading earlier) {
            return new Count(value + ((Count) earlier).value());
        }

        @Override
        public boolean restartedAfter(Reading earlier) {
            return value < ((Count) earlier).value();
        }
    }

    /** A number that rises and falls. */
    record Level(double value) implements Reading {

        @Override
        public Reading plus(Reading earlier) {
            return this;
        }

        @Override
        public boolean restartedAfter(Reading earlier) {
            return false;
        }
    }

    /** Durations. */
    record Latency(LatencySnapshot snapshot) implements Reading {

        long count() {
            return snapshot.count();
        }

        long sumNanos() {
            return snapshot.sumNanos();
        }

        @Override
        public Reading plus(Reading earlier) {
            LatencySnapshot before = ((Latency) earlier).snapshot();
            if (!Arrays.equals(before.upperNanos(), snapshot.upperNanos())) {
                return this;
            }
            long[] counts = snapshot.counts().clone();
            Arrays.setAll(counts, i -> counts[i] + before.counts()[i]);
            return new Latency(
                    new LatencySnapshot(
                            snapshot.upperNanos(),
                            counts,
                            snapshot.sumNanos() + before.sumNanos()));
        }

        @Override
        public boolean restartedAfter(Reading earlier) {
            return snapshot.count() < ((Latency) earlier).snapshot().count();
        }
    }
}
