package io.graphbus.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sun.misc.Signal;

@Timeout(60)
class StopSignalTest {

    private final CountDownLatch halted = new CountDownLatch(1);

    private static void joinTheLastResort() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("graphbus-last-resort")) {
                thread.join();
            }
        }
    }

    @Test
    void whatDoesNotEndIsEnded() throws InterruptedException {
        try (StopSignal stop = StopSignal.listen(Duration.ofMillis(1), halted::countDown)) {
            Signal.raise(new Signal("TERM"));
            stop.await();
            assertThat(halted.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatHasEndedIsLeftInPeace() throws InterruptedException {
        try (StopSignal stop = StopSignal.listen(Duration.ofSeconds(40), halted::countDown)) {
            Signal.raise(new Signal("TERM"));
            stop.await();
        }
        joinTheLastResort();
        assertThat(halted.getCount()).isEqualTo(1);
    }
}
