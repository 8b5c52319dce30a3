package io.graphbus.durable.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Events that wait for a log. */
class AppenderTest {

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** The log, which takes its time to append. */
    private EventLog slow() {
        return (EventLog)
                Proxy.newProxyInstance(
                        EventLog.class.getClassLoader(),
                        new Class<?>[] {EventLog.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().endsWith("ppend")) {
                                begun.countDown();
                                goOn.await(10, TimeUnit.SECONDS);
                            }
                            return method.invoke(log, arguments);
                        });
    }

    private static EventData event(String payload) {
        return new EventData(
                "e",
                "/T",
                "external",
                payload,
                null,
                null,
                null,
                Map.of(),
                "e",
                null,
                0,
                Instant.EPOCH,
                null);
    }

    private static void append(Appender appender, List<EventData> events) {
        appender.append(events, Collections.nCopies(events.size(), null));
    }

    private static void assertFull(ThrowingCallable append) {
        assertThatThrownBy(append)
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.QUEUE_FULL));
    }

    @Test
    void moreThanMayWaitIsRefusedUntilThereIsRoomAgain() throws Exception {
        Appender appender = new Appender(slow(), (position, data, event) -> {});
        EventData large = event("x".repeat((int) Crowd.MOST_CHARACTERS + 1));
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> append(appender, List.of(large)));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertFull(() -> append(appender, List.of(event("1"))));
        goOn.countDown();
        first.join();
        append(appender, List.of(event("1")));
        assertThat(log.after(0, 9)).hasSize(2);

        Crowd crowd = new Crowd();
        List<EventData> many = Collections.nCopies(Crowd.MOST_EVENTS, event("1"));
        crowd.enter(many, 1);
        assertFull(() -> crowd.enter(List.of(event("1")), 1));
        crowd.leave(many, 1);
        crowd.enter(List.of(event("1")), 1);
    }

    @Test
    void whoWaitsForTooLongIsRefusedAndNotAppended() throws Exception {
        Appender appender =
                new Appender(
                        slow(), (position, data, event) -> {}, TimeUnit.MILLISECONDS.toNanos(20));
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> append(appender, List.of(event("1"))));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertFull(() -> append(appender, List.of(event("2"))));
        goOn.countDown();
        first.join();
        assertThat(log.after(0, 9)).extracting(e -> e.data().payload()).containsExactly("1");
    }
}
