package io.graphbus.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Contract;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** States that cannot be written, and agents that cannot take them. */
@Timeout(60)
class HostileStateTest {

    private final InMemoryStateStore store = new InMemoryStateStore();
    private final List<Problem> problems = new CopyOnWriteArrayList<>();

    public record Anything(Object value) {}

    /** Each kind captures something that has no JSON form, or nothing at all. */
    enum Kind {
        CYCLE(
                () -> {
                    List<Object> self = new ArrayList<>();
                    self.add(self);
                    return self;
                }),
        ENDLESS(
                () -> {
                    List<Object> tree = List.of("leaf");
                    for (int i = 0; i < 60; i++) {
                        tree = List.of(tree, tree);
                    }
                    return tree;
                }),
        EXCEPTION(
                () -> {
                    throw new IllegalStateException("no");
                }),
        SPEECHLESS(
                () -> {
                    throw new Speechless();
                }),
        STACK(Kind::deeper),
        MEMORY(
                () -> {
                    throw new OutOfMemoryError("pretended");
                }),
        THREAD(Thread::currentThread),
        STREAM(() -> System.in),
        LOCK(ReentrantLock::new),
        BARE(Object::new),
        LAMBDA(() -> (Runnable) () -> {}),
        DEEP_INSIDE(() -> List.of(new Anything(new ReentrantLock())));

        private final Supplier<Object> value;

        Kind(Supplier<Object> value) {
            this.value = value;
        }

        private static Object deeper() {
            return List.of(deeper());
        }
    }

    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("not even that");
        }
    }

    @Agent
    public static class Hostile implements Stateful<Anything> {
        private final Supplier<Object> value;
        private boolean good = true;

        public Hostile(Supplier<Object> value) {
            this.value = value;
        }

        @SchemaMethod
        public void turn() {
            good = false;
        }

        @Override
        public Anything captureState() {
            return new Anything(good ? "good" : value.get());
        }

        @Override
        public void restoreState(Anything state) {}
    }

    private GraphBus start(Object... agents) {
        GraphBus.Builder builder = GraphBus.builder().state(store);
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.listener(
                        SignalListener.of(ProblemReported.class, s -> problems.add(s.problem())))
                .build()
                .start();
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeWrittenIsReportedAndTheLastGoodStateStays(Kind kind) {
        GraphBus bus = start(new Hostile(kind.value), Fragile.class);
        bus.saveState();
        bus.call("Hostile", "turn");
        bus.call("Fragile", "set", 7);
        bus.saveState();
        bus.saveState();
        bus.close();
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_NOT_SAVED);
        assertThat(problems.get(0).where()).isEqualTo("Hostile");
        assertThat(store.load("Hostile").orElseThrow().json()).isEqualTo("{\"value\":\"good\"}");
        assertThat(store.load("Fragile").orElseThrow().json()).isEqualTo("{\"a\":7,\"b\":0}");
    }

    public interface Shape {}

    public record Circle(int radius) implements Shape {}

    public record Drawing(Shape shape) {}

    @Agent
    public static class Painter implements Stateful<Drawing> {

        @SchemaMethod
        public void paint() {}

        @Override
        public Drawing captureState() {
            return new Drawing(new Circle(1));
        }

        @Override
        public void restoreState(Drawing state) {}
    }

    @Test
    void whatCouldNotBeReadAgainIsReportedWhileTheAgentStillHasIt() {
        GraphBus bus = start(Painter.class);
        bus.call("Painter", "paint");
        bus.saveState();
        bus.close();
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_NOT_SAVED);
        assertThat(problems.get(0).message()).contains("Painter", "read again", "Shape");
        assertThat(store.load("Painter")).isEmpty();
    }

    public record Pair(int a, int b) {}

    /** Breaks in the middle of a restore when the second number is negative. */
    @Agent
    @Contract(version = "2.0.0")
    public static class Fragile implements Stateful<Pair>, AutoCloseable {
        static final AtomicInteger CLOSED = new AtomicInteger();
        static final AtomicInteger TICKS = new AtomicInteger();
        private int a;
        private int b;

        public Fragile(AgentContext context) {
            if (context != null) {
                Object me = this;
                context.schedule(
                        Duration.ofMillis(1),
                        () -> {
                            if (((Fragile) me).a == 5) {
                                TICKS.incrementAndGet();
                            }
                        });
            }
        }

        @SchemaMethod
        public void set(int value) {
            a = value;
        }

        @SchemaMethod
        public int first() {
            return a;
        }

        @Override
        public Pair captureState() {
            return new Pair(a, b);
        }

        @Override
        public void restoreState(Pair state) {
            a = state.a();
            if (state.b() < 0) {
                throw new IllegalArgumentException("b is negative");
            }
            b = state.b();
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    private void saved(String version, String json) {
        store.save(new StoredState("Fragile", version, json, Instant.EPOCH));
    }

    @Test
    void anAgentThatTookHalfAStateIsMadeAgain() {
        Fragile.CLOSED.set(0);
        Fragile.TICKS.set(0);
        saved("2.0.0", "{\"a\":5,\"b\":-1}");
        GraphBus bus = start(Fragile.class);
        assertThat(bus.call("Fragile", "first")).isEqualTo(0);
        assertThat(Fragile.CLOSED).hasValue(1);
        bus.close();
        assertThat(Fragile.CLOSED).hasValue(2);
        assertThat(Fragile.TICKS).hasValue(0);
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_CORRUPT);
        assertThat(problems.get(0).message()).contains("b is negative");
    }

    @Test
    void aBeanThatTookHalfAStateIsSaidToGoOnWithIt() {
        saved("2.0.0", "{\"a\":5,\"b\":-1}");
        try (GraphBus bus = start(new Fragile(null))) {
            assertThat(bus.call("Fragile", "first")).isEqualTo(5);
        }
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_CORRUPT);
        assertThat(problems.get(0).hint()).contains("cannot make another one");
    }

    @Test
    void aStateOfAnotherVersionIsRestoredAndReported() {
        saved("1.0.0", "{\"a\":5,\"b\":1,\"c\":1}");
        try (GraphBus bus = start(Fragile.class)) {
            assertThat(bus.call("Fragile", "first")).isEqualTo(5);
        }
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_VERSION);
        assertThat(problems.get(0).message()).contains("1.0.0").contains("2.0.0");
    }

    @Test
    void aStateOfAnotherVersionThatDoesNotFitNamesBoth() {
        saved("1.0.0", "{\"a\":\"five\"}");
        try (GraphBus bus = start(Fragile.class)) {
            assertThat(bus.call("Fragile", "first")).isEqualTo(0);
        }
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_CORRUPT);
        assertThat(problems.get(0).message()).contains("1.0.0").contains("2.0.0");
    }

    @Test
    void theVersionOfTheAgentIsRecorded() {
        try (GraphBus bus = start(Fragile.class)) {
            bus.call("Fragile", "set", 1);
        }
        assertThat(store.load("Fragile").orElseThrow().schemaVersion()).isEqualTo("2.0.0");
    }
}
