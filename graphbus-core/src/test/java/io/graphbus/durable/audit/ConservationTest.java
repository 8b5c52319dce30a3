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
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is published, fails, is replayed and is killed: every event is accounted for. */
class ConservationTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final InMemoryStateStore states = new InMemoryStateStore();
    private int number;

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

    /** A store as a process sees it until it is killed: from then on nothing reaches it. */
    private static <T> T until(AtomicBoolean dead, T store, Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            if (dead.get()) {
                                throw Problem.of(ProblemCode.DATABASE_UNREACHABLE, "", "dead", "-")
                                        .toException();
                            }
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private GraphBus graph(EventLog log, AtomicBoolean dead, long seed) {
        RetryPolicy hasty =
                RetryPolicy.DEFAULT
                        .withDelay(Duration.ofMillis(2))
                        .withRetries(1)
                        .withMultiplier(1);
        GraphBus.Builder builder =
                GraphBus.builder()
                        .eventLog(
                                until(dead, log, EventLog.class),
                                Durability.ALL
                                        .bounds(20, 50)
                                        .pace(Duration.ofMillis(200), Duration.ofMillis(10)))
                        .state(until(dead, states, StateStore.class))
                        .options(
                                RuntimeOptions.builder()
                                        .retry(hasty)
                                        .drainTimeout(Duration.ofSeconds(1))
                                        .build());
        builder.agent(new Hearer(seed)).agent(new Counter(seed));
        return builder.build().start();
    }

    private void publish(GraphBus bus, Random random) {
        for (int i = random.nextInt(80); i > 0; i--) {
            Item item = new Item("k" + random.nextInt(7), number++);
            try {
                String topic = random.nextBoolean() ? "/Item/A" : "/Item/B";
                bus.publish(Publish.to(topic, item).key(item.key()));
            } catch (GraphBusException e) {
                return; // the process has been killed
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 3", "8, 4", "8, 5", "8, 6"})
    void everyEventIsAccountedForAfterEachStep(int parts, long seed) {
        Random random = new Random(seed);
        InMemoryEventLog log = new InMemoryEventLog(parts, System::nanoTime);
        for (int life = 0; life < 6; life++) {
            AtomicBoolean dead = new AtomicBoolean();
            GraphBus bus = graph(log, dead, seed + life);
            for (int step = random.nextInt(8); step >= 0; step--) {
                step(bus, random);
                addsUp(bus);
            }
            publish(bus, random);
            dead.set(random.nextInt(3) > 0);
            bus.close();
        }
        try (GraphBus bus = graph(log, new AtomicBoolean(), seed)) {
            await(
                    bus,
                    () -> bus.audit().orElseThrow().accounts().stream().allMatch(this::isAtRest));
            List<Account> accounts = addsUp(bus);
            assertThat(accounts).hasSize(3).allSatisfy(a -> assertThat(a.note()).isNull());
            assertThat(accounts.getFirst().offered())
                    .isEqualTo(log.newest() + accounts.getFirst().replayed());
            await(bus, () -> bus.stats().inFlight() == 0 && bus.stats().unaccounted() == 0);
        }
    }

    private void step(GraphBus bus, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> bus.deadLetters().orElseThrow().replay(Replay.of(Filter.ALL));
            case 1 -> bus.awaitIdle(Duration.ofMillis(random.nextInt(30)));
            default -> publish(bus, random);
        }
    }

    private static List<Account> addsUp(GraphBus bus) {
        List<Account> accounts = bus.audit().orElseThrow().accounts();
        assertThat(accounts)
                .allSatisfy(
                        account -> {
                            assertThat(account.findings()).as(account.toString()).isEmpty();
                            assertThat(account.difference()).as(account.toString()).isZero();
                        });
        return accounts;
    }

    private boolean isAtRest(Account account) {
        return account.ahead() == 0 && account.waiting() == 0;
    }

    private static void await(GraphBus bus, BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> bus.audit().orElseThrow().accounts() + "\n" + bus.stats())
                    .isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
