package io.graphbus.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.invoke.Tally.Outcome;
import io.graphbus.mailbox.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    private final Ticker ticker =
            new Ticker(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), millis -> {});
    private final Tally tally = new Tally();
    private final Stopwatch stopwatch = new Stopwatch(ticker::pulse, () -> false, true);

    @AfterEach
    void close() {
        ticker.close();
    }

    private static void work(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void everyExecutionIsCountedOnce() {
        stopwatch.start();
        for (int i = 0; i < 1_000; i++) {
            if (stopwatch.passes()) {
                stopwatch.lap(tally);
            }
        }
        if (stopwatch.hasPassed()) {
            stopwatch.lap(tally);
        }
        assertThat(tally.read(Outcome.SUCCEEDED)).isEqualTo(1_000);
        assertThat(Tally.latency(tally).count()).isEqualTo(1_000);
    }

    @Test
    void aLongExecutionIsFoundAmongShortOnes() {
        stopwatch.start();
        for (int i = 0; i < 200; i++) {
            if (i == 101) {
                work(300);
            }
            if (stopwatch.passes()) {
                stopwatch.lap(tally);
            }
        }
        if (stopwatch.hasPassed()) {
            stopwatch.lap(tally);
        }
        assertThat(Tally.latency(tally).quantileNanos(1)).isGreaterThanOrEqualTo(250_000_000);
        assertThat(Tally.latency(tally).sumNanos()).isGreaterThanOrEqualTo(300_000_000);
    }

    @Test
    void whatFollowsAnExecutionIsNoPartOfIt() {
        long before = System.nanoTime();
        stopwatch.start();
        stopwatch.hold();
        work(50);
        assertThat(stopwatch.passes()).isTrue();
        long lap = stopwatch.lap(tally);
        long all = System.nanoTime() - before;
        assertThat(lap).isLessThanOrEqualTo(all - TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(stopwatch.started()).isLessThanOrEqualTo(System.nanoTime());
    }

    @Test
    void theRunBeforeAFailureHasSucceeded() {
        stopwatch.start();
        int passed = 0;
        while (!stopwatch.passes()) {
            passed++;
        }
        stopwatch.lap(tally);
        stopwatch.passes();
        long nanos = stopwatch.fail(tally);
        assertThat(nanos).isNotNegative();
        assertThat(tally.read(Outcome.SUCCEEDED)).isEqualTo(passed + 2);
        assertThat(tally.read(Outcome.FAILED)).isZero();
    }

    @Test
    void withoutTimingExecutionsAreStillCounted() {
        Stopwatch counting = new Stopwatch(ticker::pulse, () -> false, false);
        counting.start();
        for (int i = 0; i < 10; i++) {
            if (counting.passes()) {
                counting.lap(tally);
            }
        }
        if (counting.hasPassed()) {
            counting.lap(tally);
        }
        assertThat(tally.read(Outcome.SUCCEEDED)).isEqualTo(10);
        assertThat(Tally.latency(tally).count()).isZero();
    }
}
