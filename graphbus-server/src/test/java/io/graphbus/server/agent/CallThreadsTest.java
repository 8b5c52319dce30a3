package io.graphbus.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallThreadsTest {

    private final CallThreads threads = new CallThreads();

    @AfterEach
    void stop() {
        threads.destroy();
    }

    @Test
    void callsRunOnPlatformThreads() {
        assertThat(
                        threads.run(
                                "A.m",
                                Duration.ofSeconds(5),
                                () -> String.valueOf(Thread.currentThread().isVirtual())))
                .isEqualTo("false");
    }

    @Test
    void aCallThatIgnoresItsInterruptionIsAnsweredInTime() {
        var release = new CountDownLatch(1);

        assertThatThrownBy(
                        () ->
                                threads.run(
                                        "A.m",
                                        Duration.ofMillis(50),
                                        () -> {
                                            waitHoweverOftenInterrupted(release);
                                            return "late";
                                        }))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.CALL_TIMEOUT));
        release.countDown();
    }

    @Test
    void whatTheCallThrowsReachesTheCaller() {
        var thrown = new IllegalArgumentException("x");

        assertThatThrownBy(
                        () ->
                                threads.run(
                                        "A.m",
                                        Duration.ofSeconds(5),
                                        () -> {
                                            throw thrown;
                                        }))
                .isSameAs(thrown);
    }

    private static void waitHoweverOftenInterrupted(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
    }
}
