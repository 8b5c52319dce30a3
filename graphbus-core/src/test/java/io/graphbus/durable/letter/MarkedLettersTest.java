package io.graphbus.durable.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.Durability;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Watched;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Letters are found by their mark too, as another instance may have made it. */
class MarkedLettersTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofMillis(300);
    private static final String TOPIC = "/order/created";

    /** Fails while it is told to. */
    @Agent(name = "Audit")
    static final class Audit {
        final List<String> heard = new CopyOnWriteArrayList<>();
        volatile boolean failing = true;

        @Subscribes(value = TOPIC, id = "audit")
        public void on(String order) {
            if (failing) {
                throw new IllegalStateException("not now");
            }
            heard.add(order);
        }
    }

    @Test
    void isDeliveredOnceAlthoughItsMarkCanBeSeenBeforeTheReplayGoesOn() {
        InMemoryEventLog log = new InMemoryEventLog(64, System::nanoTime);
        Audit audit = new Audit();
        try (GraphBus bus = graph(slowToMark(log, audit), audit)) {
            for (int i = 0; i < 20; i++) {
                bus.publish(Publish.to(TOPIC, "order " + i).key("k" + i));
            }
            assertThat(within(SOON, () -> log.deadLetters().count(Filter.ALL) == 20)).isTrue();
            audit.failing = false;
            bus.deadLetters().orElseThrow().replay(Replay.of(Filter.ALL));
            assertThat(within(SOON, () -> log.deadLetters().count(Filter.ALL) == 0)).isTrue();
            bus.awaitIdle(SOON);
            assertThat(audit.heard)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> "order " + i).toList());
        }
    }

    private static GraphBus graph(EventLog log, Audit audit) {
        return GraphBus.builder()
                .eventLog(log, Durability.ALL.pace(LEASE, Duration.ofMillis(20)))
                .options(RuntimeOptions.builder().retry(RetryPolicy.DEFAULT.withRetries(0)).build())
                .agent(audit)
                .build()
                .start();
    }

    /** Who marks letters gets on only after others have had time to find them. */
    private static EventLog slowToMark(EventLog log, Audit audit) {
        DeadLetters letters =
                Watched.around(
                        DeadLetters.class,
                        log.deadLetters(),
                        (method, arguments, call) -> {
                            Object result = call.proceed();
                            if (method.equals("replay")) {
                                within(LEASE.multipliedBy(2), () -> !audit.heard.isEmpty());
                            }
                            return result;
                        });
        return Watched.around(
                EventLog.class,
                log,
                (method, arguments, call) ->
                        method.equals("deadLetters") ? letters : call.proceed());
    }

    private static boolean within(Duration time, BooleanSupplier condition) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }
}
