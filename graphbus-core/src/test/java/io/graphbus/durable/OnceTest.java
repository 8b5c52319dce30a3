package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Once;
import io.graphbus.agent.Subscribes;
import io.graphbus.durable.letter.Rerun;
import io.graphbus.durable.once.LogOnce;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Reader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Effects that are not made again. */
class OnceTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Once once = new LogOnce(log, Clock.systemUTC());

    /** Sends mail and then fails, the first time. */
    @Agent(name = "Mailer")
    static final class Mailer {
        private final Once once;
        final List<String> sent = new CopyOnWriteArrayList<>();
        final List<Boolean> made = new CopyOnWriteArrayList<>();
        final AtomicInteger unsent = new AtomicInteger(1);
        final AtomicInteger failures = new AtomicInteger(1);
        final AtomicReference<Event> last = new AtomicReference<>();

        Mailer(Once once) {
            this.once = once;
        }

        @Subscribes(value = "/Order/New", id = "mail")
        void on(String order, Event event) throws IOException {
            last.set(event);
            made.add(once.make("Mailer.mail", event, () -> send(order)));
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("after it was sent");
            }
        }

        private void send(String order) throws IOException {
            if (unsent.getAndDecrement() > 0) {
                throw new IOException("not reached");
            }
            sent.add(order);
        }
    }

    private GraphBus graph(Mailer mailer) {
        return GraphBus.builder()
                .eventLog(log, Durability.ALL)
                .options(
                        RuntimeOptions.builder()
                                .retry(RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(5)))
                                .build())
                .agent(mailer)
                .build()
                .start();
    }

    @Test
    void whatIsDeliveredAgainHasItsEffectOnce() {
        Mailer mailer = new Mailer(once);
        try (GraphBus bus = graph(mailer)) {
            bus.publish("/Order/New", "one");
            await(() -> mailer.made.size() == 2);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(mailer.made).containsExactly(true, false);
            assertThat(mailer.sent).containsExactly("one");

            Reader mail = new Reader("Mailer", "mail");
            bus.rerun()
                    .orElseThrow()
                    .begin(new Rerun.Wish("/Order/New", mail, 0, 0, null, null, 0));
            await(() -> mailer.made.size() == 3);
            assertThat(mailer.made).containsExactly(true, false, false);
            assertThat(mailer.sent).containsExactly("one");

            bus.publish("/Order/New", "one");
            await(() -> mailer.made.size() == 4);
            assertThat(mailer.sent).containsExactly("one", "one");
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }

    /** Gets what it needs from its context. */
    @Agent(name = "Plain")
    public static final class Plain {
        static final List<Boolean> MADE = new CopyOnWriteArrayList<>();
        private final AgentContext context;

        public Plain(AgentContext context) {
            this.context = context;
        }

        @Subscribes(value = "/Order/New", id = "on")
        public void on(Event event) {
            MADE.add(context.once().make("Plain.on", event, () -> {}));
            MADE.add(context.once().make("Plain.on", event, () -> {}));
        }
    }

    @Test
    void agentsGetItFromTheirContextWhereEventsAreKept() {
        Plain.MADE.clear();
        try (GraphBus bus =
                GraphBus.builder()
                        .eventLog(log, Durability.ALL)
                        .agent(Plain.class)
                        .build()
                        .start()) {
            bus.publish("/Order/New", "one");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Plain.MADE).containsExactly(true, false);
            assertThat(bus.once()).isPresent();
        }
        try (GraphBus bus = GraphBus.of(Plain.class)) {
            assertThatThrownBy(() -> bus.context("Plain").once())
                    .isInstanceOfSatisfying(
                            GraphBusException.class,
                            e ->
                                    assertThat(e.problem().code())
                                            .isEqualTo(ProblemCode.NO_EVENT_LOG));
        }
    }

    @Test
    void anEffectIsMadeByOneAtATimeAndForgottenWhenItsTimeIsOver() {
        Mailer mailer = new Mailer(once);
        mailer.unsent.set(0);
        mailer.failures.set(0);
        try (GraphBus bus = graph(mailer)) {
            bus.publish("/Order/New", "one");
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
        Event event = mailer.last.get();
        assertThat(once.make("else", event, () -> assertBusy(event))).isTrue();
        assertThat(once.make("else", event, () -> {})).isFalse();
        assertThat(log.names().expire(Instant.now().plus(LogOnce.KEPT).minusSeconds(60), 9))
                .isZero();
        assertThat(log.names().expire(Instant.now().plus(LogOnce.KEPT), 9)).isEqualTo(2);
        assertThat(once.make("else", event, () -> {})).isTrue();
    }

    private void assertBusy(Event event) {
        Thread other =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        assertThatThrownBy(() -> once.make("else", event, () -> {}))
                                                .isInstanceOfSatisfying(
                                                        GraphBusException.class,
                                                        e -> busy.set(e.problem().code())));
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(busy).hasValue(ProblemCode.CONFLICT);
    }

    private final AtomicReference<ProblemCode> busy = new AtomicReference<>();
}
