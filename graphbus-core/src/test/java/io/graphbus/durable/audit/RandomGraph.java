package io.graphbus.durable.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Start;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.Durability;
import io.graphbus.durable.letter.Replay;
import io.graphbus.problem.GraphBusException;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A graph whose deliveries fail at random, as one process runs it until it is closed or killed. */
final class RandomGraph implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final AtomicBoolean dead = new AtomicBoolean();
    private final GraphBus bus;
    private final Random random;

    /**
     * One that has started.
     *
     * @param lease so long others wait when it is killed; where there are others, long enough to be
     *     renewed in time
     */
    RandomGraph(EventLog log, StateStore states, Duration lease, long seed) {
        random = new Random(seed);
        bus = graph(log, states, lease, seed);
    }

    record Item(String key, int number) {}

    /** Fails now and then, so often that some die; takes only a part of what there is. */
    @Agent(name = "Hearer")
    static final class Hearer {
        private final Random random;

        Hearer(long seed) {
            random = new Random(seed);
        }

        @Subscribes(value = "/Item/*", id = "all")
        synchronized void all(Item item) {
            if (random.nextInt(6) == 0) {
                throw new IllegalStateException("now and then");
            }
        }

        @Subscribes(
                value = "/Item/A",
                id = "some",
                from = Start.EARLIEST,
                filter = "number % 3 == 0")
        void some(Item item) {}
    }

    record Sum(int count) {}

    /** Keeps its state with its deliveries. */
    @Agent(name = "Counter")
    static final class Counter implements Stateful<Sum> {
        private final Random random;
        private int count;

        Counter(long seed) {
            random = new Random(seed);
        }

        @Subscribes(value = "/Item/**", id = "items")
        void on(Item item) {
            count++;
            if (random.nextInt(5) == 0) {
                throw new IllegalStateException("after counting");
            }
        }

        @Override
        public Sum captureState() {
            return new Sum(count);
        }

        @Override
        public void restoreState(Sum state) {
            count = state.count();
        }
    }

    private GraphBus graph(EventLog log, StateStore states, Duration lease, long seed) {
        RetryPolicy hasty =
                RetryPolicy.DEFAULT
                        .withDelay(Duration.ofMillis(2))
                        .withRetries(1)
                        .withMultiplier(1);
        GraphBus.Builder builder =
                GraphBus.builder()
                        .eventLog(
                                Watched.until(dead, log, EventLog.class),
                                Durability.ALL.bounds(20, 50).pace(lease, Duration.ofMillis(10)))
                        .state(Watched.until(dead, states, StateStore.class))
                        .options(
                                RuntimeOptions.builder()
                                        .retry(hasty)
                                        .drainTimeout(Duration.ofSeconds(1))
                                        .build());
        builder.agent(new Hearer(seed)).agent(new Counter(seed));
        return builder.build().start();
    }

    /** Publishes, replays, pauses, resumes or waits. */
    void step() {
        switch (random.nextInt(6)) {
            case 0 -> bus.deadLetters().orElseThrow().replay(Replay.of(Filter.ALL));
            case 1 -> bus.awaitIdle(Duration.ofMillis(random.nextInt(30)));
            case 2 -> bus.pauses().orElseThrow().pause("Hearer", "all");
            case 3 -> bus.pauses().orElseThrow().resume("Hearer", "all");
            default -> publish();
        }
    }

    void publish() {
        for (int i = random.nextInt(80); i > 0; i--) {
            Item item = new Item("k" + random.nextInt(7), random.nextInt(1000));
            try {
                String topic = random.nextBoolean() ? "/Item/A" : "/Item/B";
                Duration time = random.nextInt(4) == 0 ? Duration.ofMillis(2) : null;
                bus.publish(Publish.to(topic, item).key(item.key()).expiresAfter(time));
            } catch (GraphBusException e) {
                return; // the process has been killed
            }
        }
    }

    /** From now on nothing reaches the log. */
    void kill() {
        dead.set(true);
        bus.close();
    }

    @Override
    public void close() {
        bus.close();
    }

    List<Account> addsUp() {
        List<Account> accounts = accounts();
        assertThat(accounts)
                .allSatisfy(
                        account -> {
                            assertThat(account.findings()).as(account.toString()).isEmpty();
                            assertThat(account.difference()).as(account.toString()).isZero();
                        });
        return accounts;
    }

    private List<Account> accounts() {
        return bus.audit().orElseThrow().accounts();
    }

    /** Waits until nothing is left to be delivered, and everything is accounted for here. */
    void awaitRest() {
        bus.pauses().orElseThrow().resume("Hearer", "all");
        await(() -> accounts().stream().allMatch(a -> a.ahead() == 0 && a.waiting() == 0));
        await(() -> bus.stats().inFlight() == 0 && bus.stats().unaccounted() == 0);
    }

    private void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> accounts() + "\n" + bus.stats())
                    .isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
