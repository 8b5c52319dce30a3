package io.graphbus.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.CapturePolicy;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When states are saved. */
@Timeout(60)
class CaptureTest {

    private static final Duration EVER = Duration.ofHours(1);

    private final Recording store = new Recording();
    private final List<Problem> problems = new CopyOnWriteArrayList<>();

    public record Count(int value) {}

    @Agent
    public static class Counter implements Stateful<Count> {
        static final AtomicInteger CAPTURED = new AtomicInteger();
        private final AgentContext context;
        private int value;

        public Counter(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Count")
        public void onCount() {
            value++;
        }

        @SchemaMethod
        public int increment() {
            return ++value;
        }

        @SchemaMethod
        public int incrementAndFail() {
            value++;
            throw new IllegalStateException("after the change");
        }

        @SchemaMethod
        public void incrementLater() {
            context.schedule(Duration.ofMillis(1), () -> value = 100);
        }

        @Override
        public Count captureState() {
            CAPTURED.incrementAndGet();
            return new Count(value);
        }

        @Override
        public void restoreState(Count state) {
            value = state.value();
        }
    }

    /** Tells each save, and fails when asked to. */
    private static final class Recording implements StateStore {
        private final InMemoryStateStore states = new InMemoryStateStore();
        private final BlockingQueue<String> saves = new LinkedBlockingQueue<>();
        private volatile boolean failing;

        @Override
        public Optional<StoredState> load(String agent) {
            return states.load(agent);
        }

        @Override
        public void save(StoredState state) {
            if (failing) {
                saves.add("failed");
                throw new IllegalStateException("the disk is full");
            }
            states.save(state);
            saves.add(state.json());
        }

        @Override
        public boolean delete(String agent) {
            return states.delete(agent);
        }

        @Override
        public List<StoredState> list() {
            return states.list();
        }

        String next() throws InterruptedException {
            String json = saves.poll(30, TimeUnit.SECONDS);
            return json == null ? "nothing" : json;
        }
    }

    private GraphBus start(CapturePolicy policy, Duration interval, Object agent) {
        return GraphBus.builder()
                .agent(agent)
                .state(store)
                .options(
                        RuntimeOptions.builder()
                                .stateCapture(policy)
                                .stateInterval(interval)
                                .build())
                .listener(SignalListener.of(ProblemReported.class, s -> problems.add(s.problem())))
                .build()
                .start();
    }

    @Test
    void aChangedStateIsSavedSoonAfterTheExecution() throws InterruptedException {
        try (GraphBus bus = start(CapturePolicy.AFTER_EXECUTION, EVER, Counter.class)) {
            bus.call("Counter", "increment");
            assertThat(store.next()).isEqualTo("{\"value\":1}");
            bus.publish("/Count", "x");
            assertThat(store.next()).isEqualTo("{\"value\":2}");
            bus.callAsync("Counter", "incrementAndFail");
            assertThat(store.next()).isEqualTo("{\"value\":3}");
            bus.call("Counter", "incrementLater");
            assertThat(store.next()).isEqualTo("{\"value\":100}");
        }
    }

    @Test
    void aBusyAgentIsNotCapturedForEachEvent() throws InterruptedException {
        Counter.CAPTURED.set(0);
        try (GraphBus bus = start(CapturePolicy.AFTER_EXECUTION, EVER, Counter.class)) {
            for (int i = 0; i < 20_000; i++) {
                bus.publish("/Count", i);
            }
            assertThat(bus.awaitIdle(Duration.ofSeconds(30))).isTrue();
            String last = store.next();
            while (!last.equals("{\"value\":20000}")) {
                last = store.next();
            }
        }
        assertThat(Counter.CAPTURED).hasValueLessThan(2_000);
    }

    @Test
    void atIntervalsWhatHasExecutedIsSaved() throws InterruptedException {
        Duration often = Duration.ofMillis(10);
        try (GraphBus bus = start(CapturePolicy.INTERVAL, often, Counter.class)) {
            bus.call("Counter", "increment");
            assertThat(store.next()).isEqualTo("{\"value\":1}");
            bus.call("Counter", "increment");
            assertThat(store.next()).isEqualTo("{\"value\":2}");
        }
    }

    @Test
    void onStopOnlyNothingIsSavedBefore() throws InterruptedException {
        Counter.CAPTURED.set(0);
        Duration often = Duration.ofMillis(1);
        try (GraphBus bus = start(CapturePolicy.ON_STOP, often, Counter.class)) {
            for (int i = 0; i < 1000; i++) {
                bus.call("Counter", "increment");
            }
            assertThat(Counter.CAPTURED).hasValue(0);
        }
        assertThat(store.saves).containsExactly("{\"value\":1000}");
    }

    @Test
    void anIdleAgentIsNotCaptured() throws InterruptedException {
        Counter.CAPTURED.set(0);
        try (GraphBus bus =
                start(CapturePolicy.AFTER_EXECUTION, Duration.ofMillis(1), Counter.class)) {
            bus.call("Counter", "increment");
            store.next();
            int captured = Counter.CAPTURED.get();
            for (int i = 0; i < 100; i++) {
                assertThat(bus.awaitIdle(Duration.ofSeconds(30))).isTrue();
                assertThat(bus.stats().calls()).isEqualTo(1);
            }
            assertThat(Counter.CAPTURED).hasValue(captured);
        }
    }

    @Test
    void anAgentOthersMayChangeIsLookedAtAtIntervals() throws InterruptedException {
        Counter[] bean = new Counter[1];
        Duration often = Duration.ofMillis(10);
        GraphBus.Builder builder =
                GraphBus.builder()
                        .agent(Counter.class, () -> bean[0])
                        .state(store)
                        .options(RuntimeOptions.builder().stateInterval(often).build());
        bean[0] = new Counter(null);
        try (GraphBus bus = builder.build().start()) {
            bean[0].increment();
            String last = store.next();
            while (!last.equals("{\"value\":1}")) {
                last = store.next();
            }
            assertThat(bus.isRunning()).isTrue();
        }
    }

    @Test
    void aStoreThatFailsIsReportedOnceAndTriedAgain() throws InterruptedException {
        store.failing = true;
        Duration often = Duration.ofMillis(5);
        try (GraphBus bus = start(CapturePolicy.AFTER_EXECUTION, often, Counter.class)) {
            bus.call("Counter", "increment");
            for (int i = 0; i < 5; i++) {
                assertThat(store.next()).isEqualTo("failed");
            }
            store.failing = false;
            String next = store.next();
            while (next.equals("failed")) {
                next = store.next();
            }
            assertThat(next).isEqualTo("{\"value\":1}");
        }
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_NOT_SAVED);
        assertThat(problems.get(0).message()).contains("the disk is full");
    }

    @Test
    void aHandlerMaySaveStateItself() {
        Saver saver = new Saver();
        try (GraphBus bus = start(CapturePolicy.AFTER_EXECUTION, EVER, saver)) {
            saver.bus = bus;
            for (int i = 0; i < 50; i++) {
                bus.call("Saver", "save");
            }
        }
        assertThat(problems).isEmpty();
        assertThat(store.states.load("Saver").orElseThrow().json()).isEqualTo("{\"value\":50}");
    }

    @Agent
    public static class Saver implements Stateful<Count> {
        GraphBus bus;
        private int value;

        @SchemaMethod
        public void save() {
            value++;
            bus.saveState();
        }

        @Override
        public Count captureState() {
            return new Count(value);
        }

        @Override
        public void restoreState(Count state) {
            value = state.value();
        }
    }
}
