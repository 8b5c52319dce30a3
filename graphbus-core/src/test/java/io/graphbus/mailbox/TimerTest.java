package io.graphbus.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimerTest {

    private static final Clock STILL = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void whatIsDueLaterLeavesItQuiet() {
        try (Timer timer = new Timer(STILL)) {
            assertThat(timer.nextDue()).isEmpty();
            Timer.Handle later = timer.after(Duration.ofSeconds(2), () -> {});
            timer.after(Duration.ofSeconds(3), () -> {});
            assertThat(timer.isQuiet()).isTrue();
            assertThat(timer.nextDue()).contains(Instant.ofEpochSecond(2));
            later.close();
            assertThat(timer.nextDue()).contains(Instant.ofEpochSecond(3));
            timer.aside(Duration.ofSeconds(1), () -> {});
            assertThat(timer.nextDue()).contains(Instant.ofEpochSecond(3));
        }
    }

    @Test
    void itIsNotQuietBeforeTheLastDueTaskHasEnded() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (Timer timer = new Timer(STILL)) {
            timer.after(
                    Duration.ZERO,
                    () -> {
                        begun.countDown();
                        awaitQuietly(end);
                    });
            assertThat(timer.isQuiet()).isFalse();
            begun.await();
            assertThat(timer.isQuiet()).isFalse();
            end.countDown();
            while (!timer.isQuiet()) {
                Thread.onSpinWait();
            }
            assertThat(timer.nextDue()).isEmpty();
        }
    }

    @Test
    void whatWaitsGoesWithAClockThatIsPutBack() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(7200));
        Clock put =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now.get();
                    }
                };
        CountDownLatch done = new CountDownLatch(1);
        try (Timer timer = new Timer(put)) {
            timer.after(Duration.ofSeconds(2), done::countDown);
            now.set(Instant.ofEpochSecond(3600));
            assertThat(timer.isQuiet()).isTrue();
            assertThat(timer.nextDue()).contains(Instant.ofEpochSecond(3602));
            now.set(Instant.ofEpochSecond(3602));
            awaitQuietly(done);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
