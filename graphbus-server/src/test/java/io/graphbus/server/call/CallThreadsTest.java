package io.graphbus.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.observation.Handover;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CallThreadsTest {

    private final CallThreads threads =
            new CallThreads(
                    new Handover(
                            ContextSnapshotFactory.builder()
                                    .contextRegistry(
                                            new ContextRegistry()
                                                    .registerThreadLocalAccessor(
                                                            new Slf4jThreadLocalAccessor()))
                                    .build(),
                            false));

    @Test
    void whatBelongsToTheRequestsThreadIsTakenAlong() {
        MDC.put("user", "Ada");
        try {
            String seen = threads.run("A.m", Duration.ofSeconds(5), () -> MDC.get("user"));

            assertThat(seen).isEqualTo("Ada");
        } finally {
            MDC.clear();
        }
    }

    @Test
    void callsRunOnThreadsOfTheirOwn() {
        assertThat(
                        threads.run(
                                "A.m",
                                Duration.ofSeconds(5),
                                () -> String.valueOf(Thread.currentThread().threadId())))
                .isNotEqualTo(String.valueOf(Thread.currentThread().threadId()));
    }

    @Test
    void moreThanTwoHundredAtOnceAreRefused() throws Exception {
        var release = new CountDownLatch(1);
        var inside = new CountDownLatch(200);
        var callers = new ArrayList<Thread>();
        for (int i = 0; i < 200; i++) {
            callers.add(
                    Thread.startVirtualThread(
                            () ->
                                    threads.run(
                                            "A.m",
                                            Duration.ofSeconds(60),
                                            () -> {
                                                inside.countDown();
                                                release.await();
                                                return "";
                                            })));
        }
        inside.await();

        assertThatThrownBy(() -> threads.run("A.m", Duration.ofSeconds(5), () -> ""))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.QUEUE_FULL));

        release.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(threads.run("A.m", Duration.ofSeconds(5), () -> "again")).isEqualTo("again");
    }

    @Test
    void callsThatWereTooLateToBeginLeaveTheirRoomToOthers() throws Exception {
        int carriers = Runtime.getRuntime().availableProcessors();
        var spin = new AtomicBoolean(true);
        var spinning = new CountDownLatch(carriers);
        for (int i = 0; i < carriers; i++) {
            Thread.startVirtualThread(
                    () -> {
                        spinning.countDown();
                        while (spin.get()) {
                            Thread.onSpinWait();
                        }
                    });
        }
        spinning.await();
        var callers = new ArrayList<Thread>();
        for (int i = 0; i < 200; i++) {
            callers.add(
                    Thread.ofPlatform()
                            .start(
                                    () ->
                                            assertThatThrownBy(
                                                    () ->
                                                            threads.run(
                                                                    "A.m",
                                                                    Duration.ofMillis(1),
                                                                    () -> ""))));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        spin.set(false);

        await().untilAsserted(
                        () ->
                                assertThat(threads.run("A.m", Duration.ofSeconds(5), () -> "again"))
                                        .isEqualTo("again"));
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
