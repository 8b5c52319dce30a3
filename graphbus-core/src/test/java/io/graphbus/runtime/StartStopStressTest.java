package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.InMemoryStateStore;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything at once, from many threads. */
@Timeout(120)
class StartStopStressTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 400;

    public record Count(long calls, long events) {}

    /** Counts all its instances together, and notices when two things happen at a time. */
    @Agent
    public static class Counting implements Stateful<Count>, AutoCloseable {
        static final Set<Long> SEEN = ConcurrentHashMap.newKeySet();
        static final AtomicLong CALLS = new AtomicLong();
        static final AtomicLong EVENTS = new AtomicLong();
        static final AtomicInteger WRONG = new AtomicInteger();
        static final AtomicInteger OPEN = new AtomicInteger();

        private final AtomicInteger inside = new AtomicInteger();
        private final AgentContext context;
        private volatile boolean closed;
        private long calls;
        private long events;

        public Counting(AgentContext context) {
            this.context = context;
            OPEN.incrementAndGet();
        }

        @SchemaMethod
        public long call() {
            enter();
            calls++;
            CALLS.incrementAndGet();
            leave();
            return calls;
        }

        @Subscribes("/Number")
        public void onNumber(long number) {
            enter();
            events++;
            EVENTS.incrementAndGet();
            if (!SEEN.add(number)) {
                WRONG.incrementAndGet();
            }
            if (number % 7 == 0) {
                context.call("Counting", "call");
            }
            leave();
        }

        private void enter() {
            if (closed) {
                WRONG.incrementAndGet();
            }
            inside.incrementAndGet();
        }

        private void leave() {
            inside.decrementAndGet();
        }

        @Override
        public Count captureState() {
            if (inside.get() != 0) {
                WRONG.incrementAndGet();
            }
            return new Count(calls, events);
        }

        @Override
        public void restoreState(Count state) {
            calls = state.calls();
            events = state.events();
        }

        @Override
        public void close() {
            if (closed) {
                WRONG.incrementAndGet();
            }
            closed = true;
            OPEN.decrementAndGet();
        }
    }

    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong undone = new AtomicLong();
    private final AtomicLong stops = new AtomicLong(1);

    @Test
    void startsStopsCallsAndEventsFromEverywhereNeitherHangNorLoseNorDouble() {
        InMemoryStateStore store = new InMemoryStateStore();
        GraphBus bus =
                GraphBus.builder()
                        .agent(Counting.class)
                        .state(store)
                        .listener(
                                SignalListener.of(
                                        GraphStopped.class, s -> undone.addAndGet(s.undone())))
                        .build();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<CompletableFuture<Void>> all =
                    IntStream.range(0, THREADS)
                            .mapToObj(n -> CompletableFuture.runAsync(() -> play(bus, n), threads))
                            .toList();
            all.forEach(CompletableFuture::join);
        }
        bus.close();
        assertThat(bus.stats().unaccounted()).isZero();
        assertThat(bus.stats().inFlight()).isZero();
        assertThat(Counting.WRONG).hasValue(0);
        assertThat(Counting.OPEN).hasValue(0);
        long untold = accepted.get() - Counting.EVENTS.get() - undone.get();
        assertThat(untold)
                .as("events published in the moment of a stop, at most one a thread, are cancelled")
                .isBetween(0L, stops.get() * (THREADS - 1));
        assertThat(Counting.CALLS.get()).isGreaterThanOrEqualTo(answered.get());
        assertThat(store.load("Counting").orElseThrow().json())
                .isEqualTo(
                        "{\"calls\":"
                                + Counting.CALLS.get()
                                + ",\"events\":"
                                + Counting.EVENTS.get()
                                + "}");
    }

    private void play(GraphBus bus, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            try {
                switch (random.nextInt(20)) {
                    case 0 -> {
                        stops.incrementAndGet();
                        bus.stop();
                    }
                    case 1, 2, 3 -> bus.start();
                    case 4 -> bus.saveState();
                    case 5, 6, 7, 8 -> {
                        bus.call("Counting", "call");
                        answered.incrementAndGet();
                    }
                    default -> accepted.addAndGet(publish(bus));
                }
            } catch (GraphBusException e) {
                assertThat(e.problem().code()).isIn(ProblemCode.STOPPED, ProblemCode.NOT_STARTED);
            }
        }
    }

    private int publish(GraphBus bus) {
        return bus.publish("/Number", numbers.incrementAndGet()).subscribers();
    }
}
