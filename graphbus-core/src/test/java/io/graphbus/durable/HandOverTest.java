package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Instances that come and go while others have something in hand. */
class HandOverTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final String TOPIC = "/order/created";

    /** Holds each order of some keys until it is let go, in the attempt it is told. */
    @Agent(name = "Clerk", concurrency = 64, blocking = true)
    static final class Clerk {
        final CountDownLatch free = new CountDownLatch(1);
        final List<String> heard = new CopyOnWriteArrayList<>();
        final Map<String, Integer> attempts = new ConcurrentHashMap<>();
        volatile int held;
        private final int holdingAttempt;

        Clerk(int holdingAttempt) {
            this.holdingAttempt = holdingAttempt;
        }

        @Subscribes(value = TOPIC, id = "orders")
        public void on(String order) throws InterruptedException {
            int attempt = attempts.merge(order, 1, Integer::sum);
            if (order.startsWith("held")) {
                if (attempt < holdingAttempt) {
                    throw new IllegalStateException("the next time");
                }
                synchronized (this) {
                    held++;
                }
                free.await();
            }
            heard.add(order);
        }

        boolean isAnyMadeAgain() {
            return attempts.values().stream().anyMatch(attempt -> attempt > 1);
        }
    }

    private final InMemoryEventLog log = new InMemoryEventLog(64, System::nanoTime);

    private GraphBus instance(Clerk clerk) {
        return instance(log, clerk);
    }

    private static GraphBus instance(EventLog log, Clerk clerk) {
        RetryPolicy quick = RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(1)).withMultiplier(1);
        return GraphBus.builder()
                .eventLog(log, Durability.ALL.pace(LEASE, Duration.ofMillis(10)))
                .options(
                        RuntimeOptions.builder()
                                .retry(quick)
                                .handlerTimeout(Duration.ofMinutes(5))
                                .build())
                .agent(clerk)
                .build()
                .start();
    }

    private static void publish(GraphBus bus, String name, int count) {
        IntStream.range(0, count)
                .forEach(i -> bus.publish(Publish.to(TOPIC, name + i).key(name + i)));
    }

    /** Publishes until an instance that has joined has heard something. */
    private static void joined(GraphBus other, Clerk there) {
        int[] sent = {0};
        await(
                () -> {
                    if (there.heard.isEmpty() && sent[0] < 20_000) {
                        publish(other, "tried" + sent[0]++ + "-", 1);
                    }
                    return !there.heard.isEmpty();
                });
    }

    @Test
    void whatIsInHandIsNotMadeAgainWhenAPartComesBackMeanwhile() {
        Clerk here = new Clerk(1);
        try (GraphBus one = instance(here)) {
            publish(one, "held", 400); // something of each part
            await(() -> here.held >= 32);
            Clerk there = new Clerk(1);
            try (GraphBus other = instance(there)) {
                joined(other, there);
            }
            boolean again = within(Duration.ofSeconds(2), () -> here.isAnyMadeAgain());
            here.free.countDown();
            await(() -> here.heard.stream().filter(o -> o.startsWith("held")).count() >= 400);
            assertThat(one.awaitIdle(SOON)).isTrue();
            assertThat(again || here.isAnyMadeAgain()).isFalse();
        }
    }

    @Test
    void aFurtherAttemptInHandKeepsItsOwnPartOnly() {
        Clerk here = new Clerk(2);
        try (GraphBus one = instance(here)) {
            publish(one, "held", 1);
            await(() -> here.held == 1);
            Clerk there = new Clerk(1);
            try (GraphBus other = instance(there)) {
                joined(other, there);
                here.free.countDown();
            }
        }
    }

    @Test
    void whoWasThoughtDeadGoesOnFromWhereOthersHaveCome() {
        AtomicBoolean still = new AtomicBoolean();
        CountDownLatch standing = new CountDownLatch(1);
        EventLog frozen =
                Watched.before(
                        EventLog.class,
                        log,
                        method -> {
                            while (method.equals("claim") && still.get()) {
                                standing.countDown();
                                LockSupport.parkNanos(1_000_000);
                            }
                        });
        Clerk here = new Clerk(1);
        Clerk there = new Clerk(1);
        try (GraphBus one = instance(frozen, here)) {
            publish(one, "first", 40);
            await(() -> here.heard.size() == 40);
            still.set(true);
            await(() -> standing.getCount() == 0);
            try (GraphBus other = instance(there)) {
                publish(other, "second", 40);
                await(() -> there.heard.size() >= 40);
                assertThat(other.awaitIdle(SOON)).isTrue();
            }
            still.set(false);
            publish(one, "third", 40);
            await(() -> here.heard.stream().filter(o -> o.startsWith("third")).count() == 40);
            assertThat(here.heard).hasSize(80).noneMatch(order -> order.startsWith("second"));
        }
    }

    private static boolean within(Duration time, BooleanSupplier condition) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }

    private static void await(BooleanSupplier condition) {
        assertThat(within(SOON, condition)).isTrue();
    }
}
