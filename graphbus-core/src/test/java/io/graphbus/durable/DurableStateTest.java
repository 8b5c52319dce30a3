package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deliveries of durable events to agents that have state. */
class DurableStateTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final InMemoryStateStore states = new InMemoryStateStore();

    record Numbers(List<Integer> all) {}

    /** Adds each number, and fails after adding when it is told to. */
    @Agent(name = "Sum")
    static final class Sum implements Stateful<Numbers> {
        private final List<Integer> all = new ArrayList<>();
        private final Map<Integer, Integer> failures = new ConcurrentHashMap<>();

        @Subscribes(value = "/Number", id = "numbers")
        void on(int number) {
            all.add(number);
            if (number % 10 == 3 && failures.merge(number, 1, Integer::sum) < 3) {
                throw new IllegalStateException("half done");
            }
        }

        @SchemaMethod
        void add(int number) {
            all.add(number);
        }

        @Override
        public Numbers captureState() {
            return new Numbers(List.copyOf(all));
        }

        @Override
        public void restoreState(Numbers state) {
            all.clear();
            all.addAll(state.all());
        }
    }

    /** Cannot be reached for some of its uses. */
    private static final class Flaky implements StateStore {
        private final StateStore kept;
        private final AtomicInteger uses = new AtomicInteger();

        Flaky(StateStore kept) {
            this.kept = kept;
        }

        @Override
        public Optional<StoredState> load(String agent) {
            return kept.load(agent);
        }

        @Override
        public void save(StoredState state) {
            if (uses.incrementAndGet() % 4 == 0) {
                throw Problem.of(ProblemCode.DATABASE_UNREACHABLE, "", "away", "Wait.")
                        .toException();
            }
            kept.save(state);
        }

        @Override
        public boolean delete(String agent) {
            return kept.delete(agent);
        }

        @Override
        public List<StoredState> list() {
            return kept.list();
        }
    }

    private GraphBus graph(StateStore store, Object sum) {
        RetryPolicy quick = RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(2)).withRetries(2);
        return GraphBus.builder()
                .eventLog(log, Durability.ALL)
                .state(store)
                .options(RuntimeOptions.builder().retry(quick).build())
                .agent(sum)
                .build()
                .start();
    }

    @Test
    void whatACallHasChangedStaysWhenADeliveryIsTakenBack() {
        try (GraphBus bus = graph(states, Sum.class)) {
            bus.publish("/Number", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.call("Sum", "add", 7);
            bus.saveState("Sum");

            bus.publish("/Number", 13);
            await(() -> bus.stats().delivered() == 2 && bus.stats().inFlight() == 0);
        }
        assertThat(states.load("Sum").orElseThrow().json()).isEqualTo("{\"all\":[1,7,13]}");
    }

    /** Cannot be captured while it is told so. */
    @Agent(name = "Sum")
    static final class Uncaptured implements Stateful<Numbers> {
        volatile boolean failing = true;

        @Subscribes(value = "/Number", id = "numbers")
        void on(int number) {}

        @Override
        public Numbers captureState() {
            if (failing) {
                throw new IllegalStateException("not now");
            }
            return new Numbers(List.of());
        }

        @Override
        public void restoreState(Numbers state) {}
    }

    @Test
    void attemptsThatCannotBeginAreCountedAndTold() {
        Uncaptured sum = new Uncaptured();
        try (GraphBus bus = graph(states, sum)) {
            bus.publish("/Number", 1);
            await(() -> bus.stats().dead() == 1);
            assertThat(bus.stats().failed()).isEqualTo(3);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().unaccounted()).isZero();
            sum.failing = false;
        }
    }

    @Test
    void nothingIsAttemptedBeforeTheGraphRuns() {
        try (GraphBus bus = graph(states, Sum.class)) {
            bus.stop();
        }
        log.append(List.of(event(1), event(2)));
        EventLog slow =
                Watched.before(
                        EventLog.class,
                        log,
                        method -> {
                            if (method.equals("readers")) { // as a start ends
                                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                            }
                        });
        try (GraphBus bus =
                GraphBus.builder()
                        .eventLog(slow, Durability.ALL)
                        .state(states)
                        .options(RuntimeOptions.builder().retry(RetryPolicy.NONE).build())
                        .agent(Sum.class)
                        .build()
                        .start()) {
            await(() -> bus.stats().delivered() + bus.stats().dead() >= 2);
            assertThat(log.deadLetters().list(DeadLetters.Filter.ALL, null, 10)).isEmpty();
            assertThat(bus.stats().delivered()).isEqualTo(2);
        }
    }

    private static EventData event(int number) {
        return new EventData(
                "e" + number,
                "/Number",
                "external",
                String.valueOf(number),
                null,
                null,
                null,
                Map.of(),
                "e" + number,
                null,
                0,
                Instant.EPOCH,
                null);
    }

    @Test
    void attemptsThatFailLeaveNoTrace() {
        Sum sum = new Sum();
        try (GraphBus bus = graph(states, sum)) {
            IntStream.range(0, 50).forEach(i -> bus.publish("/Number", i));
            await(() -> sum.all.size() >= 50 && bus.stats().inFlight() == 0);
        }
        assertThat(sum.all).containsExactlyInAnyOrderElementsOf(numbers(50));
        String kept = states.load("Sum").orElseThrow().json();
        numbers(50).forEach(i -> assertThat(kept).contains(i.toString()));
    }

    @Test
    void whatCannotBeKeptIsMadeAgain() {
        Sum sum = new Sum();
        try (GraphBus bus = graph(new Flaky(states), sum)) {
            IntStream.range(4, 10).forEach(i -> bus.publish("/Number", i));
            await(() -> sum.all.size() >= 6 && bus.stats().inFlight() == 0);
            assertThat(bus.stats().dead()).isZero();
        }
        assertThat(sum.all).containsExactlyInAnyOrder(4, 5, 6, 7, 8, 9);
    }

    @Test
    void theNextStartGoesOnWhereTheStateIs() {
        try (GraphBus bus = graph(states, new Sum())) {
            IntStream.range(0, 3).forEach(i -> bus.publish("/Number", i));
            bus.awaitIdle(SOON);
        }
        Sum next = new Sum();
        try (GraphBus bus = graph(states, next)) {
            bus.publish("/Number", 4);
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
        assertThat(next.all).containsExactly(0, 1, 2, 4);
    }

    private static List<Integer> numbers(int to) {
        return IntStream.range(0, to).boxed().toList();
    }

    private static void await(java.util.function.BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
