package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Start;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.letter.Rerun;
import io.graphbus.durable.progress.Lag;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that are kept before they are delivered. */
class DurableDeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final RetryPolicy QUICK =
            RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(5)).withRetries(2);

    private final InMemoryEventLog log = new InMemoryEventLog();

    record Order(String id, int number) {}

    /** Remembers what it hears and fails as it is told. */
    @Agent(name = "Listener")
    static final class Listener {
        final List<Integer> heard = new CopyOnWriteArrayList<>();
        final Map<Integer, Integer> failures = new ConcurrentHashMap<>();

        @Subscribes(value = "/Order/*", id = "orders")
        void on(Order order, Event event) {
            if (failures.merge(order.number(), -1, Integer::sum) >= 0) {
                throw new IllegalStateException("not yet " + order.number());
            }
            heard.add(order.number());
        }
    }

    private GraphBus graph(Object... agents) {
        return graph(Durability.ALL, agents);
    }

    private GraphBus graph(Durability durability, Object... agents) {
        GraphBus.Builder builder =
                GraphBus.builder()
                        .eventLog(log, durability)
                        .options(RuntimeOptions.builder().retry(QUICK).build());
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.build();
    }

    private static void publish(GraphBus bus, int from, int to) {
        IntStream.range(from, to)
                .forEach(
                        i ->
                                bus.publish(
                                        Publish.to("/Order/New", new Order("o" + i % 7, i))
                                                .key("o" + i % 7)));
    }

    @Test
    void everyEventIsDeliveredOnceInOrder() {
        Listener listener = new Listener();
        try (GraphBus bus = graph(listener).start()) {
            publish(bus, 0, 5000);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(listener.heard)
                    .containsExactlyElementsOf(IntStream.range(0, 5000).boxed().toList());
            assertThat(bus.stats().unaccounted()).isZero();
            assertThat(bus.stats().offered()).isEqualTo(5000);
            assertThat(bus.stats().published()).isEqualTo(5000);
        }
    }

    @Test
    void whatWasPublishedBeforeAStopIsDeliveredAfterTheNextStart() {
        Listener first = new Listener();
        try (GraphBus bus = graph(first).start()) {
            publish(bus, 0, 10);
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
        Listener second = new Listener();
        try (GraphBus other = graph(new Other()).start()) {
            publish(other, 10, 20);
        }
        try (GraphBus bus = graph(second).start()) {
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(first.heard).hasSize(10);
            assertThat(second.heard)
                    .containsExactlyElementsOf(IntStream.range(10, 20).boxed().toList());
        }
    }

    /** Hears nothing of orders. */
    @Agent(name = "Other")
    static final class Other {
        @Subscribes("/Else")
        void on(Event event) {}
    }

    @Test
    void aFailureHoldsBackItsKeyOnlyAndIsTriedAgain() {
        Listener listener = new Listener();
        listener.failures.put(3, 2);
        try (GraphBus bus = graph(listener).start()) {
            publish(bus, 0, 70);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            await(() -> listener.heard.size() == 70);
            assertThat(listener.heard.stream().filter(i -> i % 7 == 3))
                    .containsExactly(3, 10, 17, 24, 31, 38, 45, 52, 59, 66);
            await(() -> bus.stats().inFlight() == 0);
            assertThat(bus.stats().unaccounted()).isZero();
            assertThat(bus.stats().failed()).isEqualTo(2);
        }
    }

    @Test
    void afterTheLastAttemptThereIsALetter() {
        Listener listener = new Listener();
        listener.failures.put(3, 100);
        try (GraphBus bus = graph(listener).start()) {
            publish(bus, 0, 14);
            await(() -> listener.heard.size() == 13);
        }
        List<DeadLetter> letters = log.deadLetters().list(DeadLetters.Filter.ALL, null, 10);
        assertThat(letters).hasSize(1);
        DeadLetter letter = letters.getFirst();
        assertThat(letter.attempts()).hasSize(3);
        assertThat(letter.reason()).isEqualTo("HANDLER_FAILED");
        assertThat(letter.error()).contains("not yet 3");
        assertThat(letter.stack()).contains("Listener.on");
        assertThat(letter.event().key()).isEqualTo("o3");
        assertThat(letter.event().topic()).isEqualTo("/Order/New");
    }

    @Test
    void attemptsGoOnAfterAStop() {
        Listener first = new Listener();
        first.failures.put(3, 100);
        RetryPolicy slow = QUICK.withMaxDelay(Duration.ofHours(1)).withDelay(Duration.ofHours(1));
        try (GraphBus bus =
                GraphBus.builder()
                        .eventLog(log, Durability.ALL)
                        .options(RuntimeOptions.builder().retry(slow).build())
                        .agent(first)
                        .build()
                        .start()) {
            publish(bus, 0, 14);
            await(() -> first.heard.size() == 12);
            assertThat(bus.stats().retrying()).isEqualTo(2);
        }
        var reader = log.readers().getFirst();
        assertThat(log.deferred(reader)).hasSize(2);
        assertThat(log.deferred(reader).getFirst().failures()).isEqualTo(1);
        assertThat(log.progress(reader).getFirst().cursor()).isEqualTo(14);
    }

    @Test
    void aThousandFailingOnesDoNotHoldBackAGoodOne() {
        Listener listener = new Listener();
        IntStream.range(0, 1500).forEach(i -> listener.failures.put(i, 1000));
        RetryPolicy slow = QUICK.withMaxDelay(Duration.ofHours(1)).withDelay(Duration.ofMinutes(1));
        try (GraphBus bus =
                GraphBus.builder()
                        .eventLog(log, Durability.ALL)
                        .options(RuntimeOptions.builder().retry(slow).build())
                        .agent(listener)
                        .build()
                        .start()) {
            for (int i = 0; i < 1501; i++) {
                bus.publish("/Order/New", new Order("o", i));
            }
            await(() -> listener.heard.contains(1500));
        }
    }

    @Test
    void topicsCanBeTransientAmongDurableOnes() {
        Durability some = Durability.NONE.with("/Order/*", true).with("/Order/Draft", false);
        Listener listener = new Listener();
        try (GraphBus bus = graph(some, listener).start()) {
            bus.publish("/Order/Draft", new Order("a", 1));
            bus.publish("/Order/New", new Order("a", 2));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(listener.heard).containsExactlyInAnyOrder(1, 2);
        }
        assertThat(log.after(0, 10)).hasSize(1);
    }

    /** Puts events off. */
    @Agent(name = "Later")
    @Publishes("/Order/New")
    static final class Later {
        private final AgentContext context;

        Later(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public void later(int number, int millis) {
            context.publishAfter(
                    Duration.ofMillis(millis), "/Order/New", new Order("later", number));
        }
    }

    @Test
    void whatIsPutOffIsPublishedAfterAStopToo() {
        try (GraphBus bus = graph(Later.class).start()) {
            bus.call("Later", "later", 1, 300);
            bus.call("Later", "later", 2, 100);
        }
        Listener listener = new Listener();
        try (GraphBus bus = graph(listener).start()) {
            await(() -> listener.heard.size() == 2);
            assertThat(listener.heard).containsExactly(2, 1);
            assertThat(bus.stats().published()).isLessThanOrEqualTo(2);
        }
        assertThat(log.nextDue()).isEmpty();
    }

    /** Wants all there is. */
    @Agent(name = "Archive")
    static final class Archive {
        final List<Integer> heard = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Order/New", id = "orders", from = Start.EARLIEST)
        void on(Order order) {
            heard.add(order.number());
        }
    }

    @Test
    void aNewSubscriptionBeginsWithTheOldestEventIfItSaysSo() {
        try (GraphBus bus = graph(new Listener()).start()) {
            publish(bus, 0, 5);
        }
        Archive archive = new Archive();
        Listener same = new Listener();
        try (GraphBus bus = graph(archive, same).start()) {
            publish(bus, 5, 7);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(archive.heard).containsExactly(0, 1, 2, 3, 4, 5, 6);
            assertThat(same.heard).endsWith(5, 6);
        }
    }

    @Test
    void historyIsDeliveredOnceMoreToOneSubscription() {
        Listener listener = new Listener();
        Archive archive = new Archive();
        try (GraphBus bus = graph(listener, archive).start()) {
            publish(bus, 0, 2500);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            Rerun.Wish wish =
                    new Rerun.Wish(
                            "/Order/*", new Reader("Archive", "orders"), 100, 2400, null, null, 0);
            assertThat(bus.rerun().orElseThrow().count(wish)).isEqualTo(2301);
            bus.rerun().orElseThrow().begin(wish);
            await(() -> archive.heard.size() == 4801);
            assertThat(listener.heard).hasSize(2500);
            await(() -> log.deadLetters().count(DeadLetters.Filter.ALL) == 0);
            for (int key = 0; key < 7; key++) {
                int mine = key;
                assertThat(archive.heard.stream().skip(2500).filter(i -> i % 7 == mine).toList())
                        .isSorted();
            }
            assertThat(bus.stats().unaccounted()).isZero();
        }
        var counts = log.progress(new Reader("Archive", "orders")).getFirst().counts();
        assertThat(counts.replayed()).isEqualTo(2301);
        assertThat(counts.completed()).isEqualTo(4801);
    }

    @Test
    void whatIsBehindAndWhatIsGoneIsTold() {
        Listener listener = new Listener();
        try (GraphBus bus = graph(listener).start()) {
            publish(bus, 0, 5);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.lags()).singleElement().matches(lag -> lag.total() == 0);
        }
        List<Problem> problems = new CopyOnWriteArrayList<>();
        try (GraphBus bus = graph(new Other())) {
            bus.watch(SignalListener.of(ProblemReported.class, p -> problems.add(p.problem())));
            bus.start();
            publish(bus, 5, 8);
            Lag gone = bus.lags().getFirst();
            assertThat(gone.reader()).isEqualTo(new Reader("Listener", "orders"));
            assertThat(gone.running()).isFalse();
            assertThat(gone.total()).isEqualTo(3);
            assertThat(problems).extracting(Problem::code).contains(ProblemCode.SUBSCRIPTION_GONE);
        }
    }

    private static void await(java.util.function.BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
